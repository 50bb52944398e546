"""What happens at the customer's door and with the contractor himself, by language (data)."""

FR = {
    "CONTRACT": """
        ticket tickets réclamation_n
    """,
    "WRONG": """
        mauve mauvai movai mové movais fo_numéro fôte
    """,
    "SELFFIX": """
        je_t'ai_donné_un_mauvais je_vous_ai_donné_un_mauvais je_me_suis_trompé_de_contrat
        trompé_de_numéro_de_contrat trompé_de_contrat mauvais_contrat_c'est erreur_de_ma_part_c'est
        pardon_c'est_plutôt
    """,
    "SYSTEM": """
        système portail plateforme logiciel crm
    """,
    "STRANGER": """
        jamais_demandé_la_fibre ne_connaît_pas pas_au_courant au_bout_du_fil tombe_sur_un_autre
        tombe_sur_une_autre appartient_à_quelqu'un à_quelqu'un_d'autre rien_à_voir quelqu'un_d'autre
        autre_personne un_autre_monsieur autre_monsieur inconnu inconnue autre_dame mauvaise_personne
        pas_la_bonne_personne faux_numéro ne_le_connait ne_connait_pas_le_client n'est_pas_celui_de
        tapé_le_tel de_travers
    """,
    "RUDE": """
        fait_signer rien_fait rien_branché parti_sans sans_rien_faire sans_finir sans_terminer
        pas_terminé_le_travail laissé_en_plan pv_signé impoli impolie malpoli insulte insultes insulté_le
        arrogant agressif agressive comportement vulgaire mal_parlé mal_élevé mauvais_comportement
        manque_de_respect irrespectueux pourboire bakchich pot_de_vin sous_la_table en_liquide soudoyer
        percé_le perforé trou trous carrelage peinture abîmé endommagé cassé dégâts dégradé dégradation sali
        sale_état laissé_des laissé_la_maison vol volé mal_posé câble_qui_pend câbles_partout travail_sale
    """,
    "DEMAND": """
        demandé réclamé exigé fait_payer facturé soutiré
    """,
    "ANOTHER": """
        autre deuxième second seconde 2ème 2e supplémentaire additionnel additionnelle
    """,
    "LINE": """
        ligne abonnement fibre_pour accès
    """,
    "SELF": """
        je_serai_en_retard je_suis_en_retard serai_en_retard un_peu_en_retard j'arrive_en_retard
        aurai_du_retard désolé_du_retard désolé_pour_le_retard embouteillage embouteillages réunion
        mon_numéro_a_changé j'ai_changé_de_numéro j'ai_changé_de_téléphone mon_nouveau_numéro mon_téléphone
        mon_tel je_me_suis_trompé trompé_de_groupe trompé_de_conversation j'ai_oublié oublié_bonjour
        je_suis_malade malade ma_voiture ma_moto en_congé je_ne_viens_pas je_viens_pas pas_venir_aujourd'hui
    """,
    "MAYBE": """
        ou_il_y_a_un_problème ou_y_a_un_problème ou_un_problème ou_bien_il_y_a y_a_t_il_un_problème
        il_y_a_un_problème_ou a_un_problème_ou est_ce_qu'il_y_a_un_problème y_a_un_problème_avec
        s'il_y_a_un_problème un_blocage_ou est_il_bloqué est_elle_bloquée bloqué_ou ou_bloqué
    """,
    "KNOWHOW": """
        mètres longueur épissure soudure différence_entre code_couleur pto compteur comment_utiliser
        comment_ça_fonctionne on_utilise mode_d'emploi formulaire_vierge
    """,
    "NET": """
        internet wifi wi_fi connexion réseau débit signal fibre_optique_ne téléphone_fixe tv télé
    """,
    "SLOW": """
        lent lente lenteur faible faibles instable se_coupe coupe coupures coupure microcoupures saccade
        rame plus_d'internet plus_internet n'a_plus_internet plus_de_connexion plus_de_wifi plus_de_réseau
        plus_de_signal perd_la_connexion défectueux défectueuse grillé hs en_panne tombé_en_panne
        ne_s'allume rouge
    """,
    "PAYOUT": """
        quand_vous_payez quand_on_est_payé vous_me_devez me_devez reste_à_payer toujours_pas_reçu_ma
        versement reliquat pas_comptée pas_comptées pas_payé pas_reçu_ma pas_été_versée pas_été_payée
        pas_versée non_versée non_payée jamais_reçu_ma jamais_payé manque_des_commissions conteste contester
        trop_élevée surfacturé surfacturation double_facturation mes_ventes_ne mes_points mon_classement
    """,
    "CONTRARY": """
        alors_que alors_qu au_lieu et_non et_pas mais_pas pas_à non_pas plutôt_que
    """,
    "CLIENT": """
        klien klient kliyan monsieur_alami cliants clente mon_client ma_cliente
    """,
    "STATUS": """
        du_neuf quoi_de_nouveau quelque_chose_de_nouveau des_news news fermé_ou ou_fermé est_installé
        est_il_installé a_été_installé il_est_passé reçu_mon_dossier complet_ou est_complet passé_chez_le
        accepté_ou ou_refusé
    """,
    "COVERAGE": """
        fibrée est_fibrée fibre_disponible disponible_dans_ma disponible_à disponible_au
        fibre_est_disponible raccordable déployée déploiement
    """,
    "PLACE": """
        êtes_ouverts vous_êtes_ouvert est_ouvert_le agence_ouverte travaillez_le vous_ouvrez vous_travaillez
        ouvrez fermez ouverture fermeture ramadan flyer dépliants tee_shirt t_shirt gilet
    """,
    "RESOLVED": """
        est_revenu_merci c'est_réglé problème_résolu finalement_c'est_bon
    """,
}

EN = {
    "CONTRACT": """
        ticket tickets
    """,
    "SELFFIX": """
        gave_you_the_wrong i_gave_the_wrong wrong_one_sorry sorry_it's my_mistake_it's
    """,
    "SYSTEM": """
        system portal platform crm
    """,
    "STRANGER": """
        knows_nothing wrong_guy some_other_guy taxi_driver different_person never_asked_for not_the_customer
        nothing_to_do stranger someone_else wrong_person another_person somebody_else
    """,
    "RUDE": """
        left_without_finishing did_nothing made_her_sign made_him_sign half_done rude unprofessional
        insulted asked_for_cash asked_for_money asked_for_a_tip tip bribe demanded drilled hole holes
        broke_the broke_a damaged scratched dirty left_without yelled attitude disrespectful behaviour
        behavior
    """,
    "DEMAND": """
        asked demanded charged asking wanted
    """,
    "ANOTHER": """
        another second 2nd additional extra other
    """,
    "LINE": """
        line subscription connection
    """,
    "SELF": """
        i'll_be_late i_will_be_late i'm_late i_am_late running_late sorry_for_the_delay sorry_i'm_late
        my_new_number i_changed_my_number i_changed_my_phone my_phone i'm_sick i_am_sick my_car my_bike
        traffic_jam stuck_in_traffic wrong_group forgot_to_say i_forgot i_can't_come_today
    """,
    "MAYBE": """
        is_there_a_problem is_there_an_issue is_there_any_problem or_is_there is_it_blocked is_it_stuck
        or_blocked any_issue_with any_problem_with
    """,
    "KNOWHOW": """
        splice splicing meters length color_code pto difference_between how_do_i_use how_to_use
    """,
    "NET": """
        internet wifi connection network speed signal tv
    """,
    "SLOW": """
        slow weak unstable drops dropping cuts keeps_cutting keeps_dropping intermittent stopped_working
        went_down faulty defective dead no_longer_works broken
    """,
    "PAYOUT": """
        owe_me when_do_we_get_paid when_will_i_be_paid my_commission_is haven't_been_paid not_been_paid
        haven't_received_my not_received_my hasn't_been_paid wasn't_paid unpaid not_paid overbilled
        overcharged sales_are_not_counted missing_commission
    """,
    "CONTRARY": """
        instead but_not rather_than whereas
    """,
    "STATUS": """
        whats_the_status wheres where's going_to happened_with news_about news_on approved_yet is_it_done
        closed_or open_or
    """,
    "COVERAGE": """
        fiber_available fibre_available is_fiber available_in covered_in how_much_is
    """,
    "PLACE": """
        working_hours opening ramadan
    """,
}

AR = {
    "CONTRACT": """
        تذكرة التذكرة
    """,
    "SYSTEM": """
        النظام نظام المنصة البوابة
    """,
    "STRANGER": """
        لا_علاقة_له لا_علاقة_لها شخص_لا فأجابني_شخص لا_يعرف_الزبون لم_يطلب_أي شخص_آخر شخصا_آخر شخص_غريب
        ليس_الزبون
    """,
    "RUDE": """
        لم_يكمل_العمل غادر_دون وقعت_المحضر دون_إتمام تصرف تصرفات سلوك معاملة تعامل سيئا سيئة فظ وقح شتم أهان
        إهانة بقشيش رشوة كسر أتلف ثقب أضرار ضرر خرب اتساخ أوساخ لم_يحترم عدم_احترام قلة_احترام
    """,
    "DEMAND": """
        طلب طالب يطلب طلبوا أخذ
    """,
    "ANOTHER": """
        آخر أخرى ثان ثاني ثانيا ثانية الثاني الثانية إضافي إضافية
    """,
    "LINE": """
        خط خطا الخط اشتراك اشتراكا
    """,
    "SELF": """
        سأتأخر سأصل_متأخرا أنا_مريض رقمي_الجديد غيرت_رقمي هاتفي سيارتي زحمة
    """,
    "MAYBE": """
        هل_هناك_مشكل هل_هناك_مشكلة أم_هناك_مشكل هل_يوجد_مشكل هل_توجد_مشكلة هل_هو_متوقف أم_متوقف
    """,
    "KNOWHOW": """
        متر أقصى_طول طول_موجة أقصى_مسافة كيف_أستعمل كيف_أستخدم كيفية_استعمال طول_الكابل
    """,
    "NET": """
        الأنترنت الشبكة الصبيب الاتصال الويفي السرعة
    """,
    "SLOW": """
        ضعيف ضعيفة بطيء بطيئة ينقطع تنقطع متقطع انقطاع انقطع معطل معطوب لا_يشتغل ضعف
    """,
    "PAYOUT": """
        متى_ستدفعون متى_تصرف باقي_مستحقاتي لم_أقبض لم_أتوصل_بعمولتي لم_أتوصل لم_أتقاض لم_تصرف لم_يتم_صرف صرف
        عدم_صرف لم_أحصل_على_عمولتي لم_أستلم
    """,
    "CONTRARY": """
        بدل_من عوض وليس بينما في_حين
    """,
    "STATUS": """
        ما_الجديد سبب_رفض سيأتي سيغلق تمت_المصادقة كاملة وثائق نقص_في إشعار
    """,
    "COVERAGE": """
        متوفرة متوفر متوفرة_في هل_الألياف تشمل كم_ثمن كم_سعر ثمن_الاشتراك
    """,
    "PLACE": """
        ساعات_العمل متى_يفتح يفتح_المكتب المكتب العطلة رمضان
    """,
}

DARIJA = {
    "CONTRACT": """
        ticket tiki lticket تيكي التيكي
    """,
    "WRONG": """
        ghalt ghaltha
    """,
    "SELFFIX": """
        glt_lik_num glt_lik_numero glt_lik golt_lik 3titk_ghalat 3titek_ghalat ghlat_f_num_dl3a9d عطيتك_غلط
        قلت_ليك
    """,
    "SYSTEM": """
        system systeme lsystem lsysteme portail lportail سيستيم السيستيم البورتاي
    """,
    "STRANGER": """
        chi_had_akhor chi_wahed_akhor makay3refch_lclient ma_kay3rfch_lclient ma_kay3refch wahda_khra
        شي_واحد_آخر شي_حد_آخر ماكيعرفش_الكليان ما_عندو_علاقة wa7d_akhor wahed_akhor wahd_akhor
        chi_wa7d_akhor ma_chi_lclient machi_lclient ma_3ndo_3ala9a nmra_li_f nmra_li_3ndkom وحدة_مرا
        وحدة_اخرى واحد_آخر ماعندها_علاقة ماعندو_علاقة غلطنا_فالرقم النمرة_لي_عندكم
    """,
    "RUDE": """
        ma_dar_walo ma_daro_walo khllaha_w_mcha snnaha sennaha مادار_والو ما_دار_والو خلاها_ومشا سيناها
        9lil_laadab 9alil_ladab 9illat_lwa9ar 9ellat_l7ya 9lil_terbia sebb seb_lclient sebbo sbbo 3ayer
        3ayro kay3ayer hder_m3a_lclient hder_khayb hderha tkhaser tkhasser_m3a mkhaser_lhedra ma_7tarmch
        ma7tarmch ma_htaremch rechwa rachwa 9ehwa lqehwa kherrem khermo khrem herres herso hersou kherbo
        khesser khesro 7fer twasekh wesskh wskh mwskha mwessekh mwskh khlla_dar khllaw_dar srqo sre9
        قلل_الادب قليل_الادب قلة_الأدب قلة_الحياء قلة_الوقار ساب_الكليان سب_الكليان سبو عاير عايرو مااحترمش
        محترمش ماحتارمش الرشوة رشوة قهوة خرم خرمو خرمو_ليه هرسو هرس خسرو خسر_ليه خربق خربو_ليه حفرو وسخ وسخو
        وسخة سرق
    """,
    "DEMAND": """
        tleb tlab telb tlebha tlbo tlebo kaytleb kaytlbo ktleb bgha_flous bgha_yakhod khda_lih khdaw_lih طلب
        طلبو طالب كيطلب كيطلبو خدا_ليه خداو_ليه
    """,
    "ANOTHER": """
        akhor akhour khra okhra akhra khor tani tania tanya zayda zayd دوزيام خرى أخرى آخر ثاني ثانية تاني
        تانية زايد زايدة
    """,
    "LINE": """
        ligne labonnement khat lkhat ليني لين الخط خط ابونمو لابونمو
    """,
    "SELF": """
        ghadi_nt3atel ghadi_nt3etel ghadi_nt3tel ghant3tel ghant3atel nt3atel nt3tel nt3etel rani_m3atel
        rani_f_tri9 ana_f_tri9 f_tri9 makanjich manjich ma_ghadich_nji maghadich_nji rani_mrid mrid
        rani_mrida tomobil tomobile tonobil lmotor nmra_dyali nmrti nemrti bdelt_nmra bdelt_ra9m
        tilifoun_dyali غادي_نتعطل غانتعطل نتعطل راني_معطل راني_فالطريق فالطريق مريض مريضة راني_مريض طوموبيل
        الطوموبيل فالطوموبيل نمرتي نمرة_ديالي بدلت_النمرة ماغاديش_نجي مانجيش
    """,
    "MAYBE": """
        wach_kayn_chi_mochkil kayn_chi_mochkil_f wla_kayn_chi_mochkil wla_kayn_mochkil wach_kayn_mochkil
        wach_bloki wach_mbloki wla_mbloki wla_bloki واش_كاين_شي_مشكل ولا_كاين_شي_مشكل ولا_كاين_مشكل
        واش_كاين_مشكل واش_بلوكي fin_7abes fin_hbes fin_habes fin_7bes فين_حابس فين_حابسة
    """,
    "KNOWHOW": """
        mitr mitro chhal_mn_metre kifach_nkhdem kifach_kankhdem pto compteur lcompteur nktb nkteb
        ندير_للروبو كنخدم_بهاد نخدم_بهاد شحال_من_متر متر ميترو شحال_من_ميترو had_lbot lbot robot lrobot
        هاد_البوت البوت الروبو هاد_الروبو كيفاش_كنخدم شنو_نكتب
    """,
    "NET": """
        internet linternet wifi lwifi connexion connection konexion lconnexion rizo rezo debit لانترنيت
        الانترنيت الويفي ويفي كونيكسيون الكونيكسيون لكونيكسيون الريزو ريزو
    """,
    "SLOW": """
        t9ila t9il tqila tqil d3ifa d3if kayt9te3 katt9te3 kaytqte3 kayte9ta3 kat9ta3 t9ta3 tqt3at tay7
        tay7a taye7 khsr khser khsrat khasr khasra ma_b9atch_khdama mab9atch_khedama mab9ach_khdam kaytfa
        kiteffa kaytfi wa9fat_lconnexion 7mer l7mer ثقيلة تقيلة ثقيل تقيل ضعيفة ضعيف كيتقطع كتقطع كيتقطعو
        طايحة طايح خسر خسرات مابقاتش_خدامة مابقاش_خدام حمرة
    """,
    "PAYOUT": """
        katkhlsouna katkhlsouni imta_tkhlsouni imta_katkhelso imta_ntkhls imta_khlas ba9i_lia ba9ya_lia
        ba9in_lia ba9in_liya كتخلصونا تخلصونا نتخلصو باقي_ليا باقيين_ليا خلصتونا امتى_الخلاص امتى_كتخلصو
        matkhlestch ma_tkhlestch ma_khlsetch makhlsounich ma_khlsouni ma_khlstouni ma_khlstonich
        makhlestonich makhrjoch ma_kherjoch machdditch ma_chdditch mawslatnich ma_wslatnich ma_wslounich
        ma_wslatni fin_flousi fin_lflous fin_lcommission prime lprime lbrime brime ماتخلصتش ماخلصونيش
        ما_خلصوني ماخلصتونيش ماشديتش ماوصلاتنيش ما_وصلاتني ماخرجوش ماوصلونيش البريم لبريم فين_فلوسي
        فين_الفلوس
    """,
    "CONTRARY": """
        machi mashi maxi f_blast flblast ماشي فبلاصة
    """,
    "STATUS": """
        fin_wsl fen_wsl wsl wslt فين_وصلنا wa9e3 w9e3 we9e3 chno_fih chno_fiha chno_lakhbar ach_lakhbar
        achno_l9adiya ach_khbar kaml kamel kamla na9es_chi na9sa_chi khasso_chi khasso_chi_wr9a wr9a activé
        refusé accepté validé tsedat sedat شنو_فيها شنو_فيه آش_واقع واقع واقع_ف شنو_السبب علاش_مرفوض مرفوض
        مرفوضة كامل كاملة الإيطا السطاتي سطاتي السطاتو تفعل تفعلات الاكتيفاسيون اكتيفاسيون تصيفط فاليدي
        فاليدات تبدل_فيها خبارو خبارها
    """,
    "COVERAGE": """
        kayna_lfibre wach_kayna_fibre fibre_kayna lfibre_kayna wach_3ndkom_lfibre 3ndkom_fibre
        3andkom_lfibre wslat_lfibre lfibre_f chhal_lprix lprix prix الفيبر_كاينة كاينة_الفيبر
        واش_عندكم_الفيبر عندكم_الفيبر وصلات_الفيبر كاينة_ف كاينة_فحي التغطية شحال_الثمن
    """,
    "PLACE": """
        kat7elou fo9ach_kat7elo kat7el katssddo فوقاش_كتحلو كتحلو كتسدو
    """,
}
