"""Visits that were promised, missed, moved or made impossible, by language (data)."""

FR = {
    "DAY": """
        week_end ce_soir lendemain le_soir jours_fériés
    """,
    "AVAILABLE": """
        seulement_le_weekend que_le_soir que_le_samedi qu'à_partir_de après_le_travail rentre_à
        joignable_après
    """,
    "HARASS": """
        m'appelle_tous_les_jours m'appelle_chaque_jour n'arrête_pas_d'appeler n'arrête_pas_de_m'appeler
        m'appelle_sans_arrêt m'appelle_10_fois m'appelle_jour_et_nuit jour_et_nuit me_harcèle harcèle
        appelle_tout_le_temps appelle_chaque_matin
    """,
    "OTHERSELLER": """
        autre_vendeur autre_commercial autre_agent autre_agence un_collègue collègue_a un_autre_vendeur
        concurrent_a déjà_signé signé_avec_moi signé_chez_moi mon_contrat_et en_plus_du_mien
    """,
    "SAMENAME": """
        même_nom mm_nom même_client même_cliente même_personne même_cin même_titulaire même_identité
    """,
    "WRITTEN": """
        écrit écrite inscrit inscrite marqué mentionné noté mis mise indiqué enregistré figure
    """,
    "TOWN": """
        casa casablanca rabat salé fès meknès tanger agadir marrakech kénitra témara mohammedia oujda
        skhirat bouskoura
    """,
    "NOSHOW": """
        aucune_nouvelle_de_l'installation aucune_nouvelle_du_technicien plus_de_nouvelles aucune_nouvelle
        sans_nouvelles jamais_venu jamais_venus jamais_revenu jamais_passé jamais_présenté vu_personne
        personne_n'est_venu personne_est_venu personne_n'est_passé personne_est_passé personne_ne_vient
        personne_vient personne_n'est_revenu personne_ne_s'est_présenté n'est_pas_venu n'est_pas_passé
        n'est_pas_présenté ne_s'est_pas_présenté pas_venu pas_venus pas_passé pas_présenté est_pas_venu
        sans_visite aucun_passage aucune_visite aucune_intervention aucun_technicien aucun_rappel
        pas_vu_le_technicien posé_un_lapin lapin raté_le_rdv manqué_le_rdv absent_au_rdv
        personne_ne_l'a_contacté personne_l'a_contacté personne_ne_l'a_appelé personne_l'a_appelé
        personne_n'a_appelé personne_ne_le_contacte jamais_contacté jamais_appelé pas_été_contacté
        pas_été_appelé sans_nouvelle_du_technicien ne_vient_pas vient_pas viennent_pas venez_pas
    """,
    "PROMISE": """
        promis promesse promesses devait devaient supposé_venir censé sensé prévu_pour était_prévu
        était_prévue annoncé garanti on_m'avait_dit on_lui_avait_dit on_lui_a_dit vous_avez_dit
        vous_aviez_dit
    """,
    "OLDPLACE": """
        ancienne_adresse mauvais_endroit autre_endroit mauvaise_rue mauvaise_maison mauvais_immeuble
        mauvais_quartier mauvaise_ville mauvais_bâtiment autre_quartier autre_rue autre_ville_que
        pas_le_bon_immeuble pas_la_bonne_rue pas_le_bon_quartier pas_la_bonne_ville trompé_d'adresse
        trompé_de_rue trompé_de_maison trompé_d'immeuble chez_le_voisin adresse_introuvable gps_faux
        position_fausse mauvaise_position mauvaise_localisation
    """,
    "LIVES": """
        habite habitent réside se_trouve situé se_situe demeure
    """,
    "OBSTACLE": """
        syndic autorisation gaine gaine_bouchée fourreau fourreaux bouché obstrué poteau chambre_bouchée
        trop_loin trop_éloigné distance_dépassée hors_portée aucun_port plus_de_port pas_de_ports
        port_indisponible ports_occupés boite_saturée pbo_saturé boîtier_plein plus_de_place_dans_la_boite
        pas_de_place_dans pas_de_boite refus_du_syndic refus_voisin propriétaire_refuse voisin_refuse
        câble_ne_passe pas_passer_le_câble non_raccordable zone_saturée
    """,
    "BOUNCE": """
        tourne_en_rond tournons_en_rond se_renvoient renvoie_la_balle renvoient_la_balle ping_pong
        chacun_dit chacun_renvoie personne_ne_prend prend_la_décision personne_veut personne_ne_veut_prendre
    """,
    "VISIT": """
        envoyer_quelqu'un envoyez_quelqu'un passage visite intervention intervenir passer venir viens venez
    """,
    "POSTPONE": """
        reporter reporté report repousser décaler décalé avancer_l'intervention replanifier reprogrammer
        changer_la_date changer_le_jour changer_l'heure autre_jour autre_date autre_heure autre_horaire
        sera_pas_là sera_absent sera_absente n'est_pas_là_demain pas_disponible_demain pas_dispo_demain
    """,
    "THREAT": """
        menace_d'annuler menace_de_résilier veut_annuler_si va_annuler risque_d'annuler risque_d'annulation
        va_partir_chez va_finir_par va_se_désister risque_de_partir menace_d'aller menace_de_partir
        va_résilier si_vous_ne_venez sinon_il_annule sinon_elle_annule sinon_il_va annuler_si
    """,
    "ANNUL": """
        laisser_tomber laissez_tomber laisse_tomber trouvé_moins_cher moins_cher_ailleurs trouvé_mieux
        ne_donne_plus_suite oublier_ce_dossier oubliez_le_dossier n'a_jamais_voulu ne_signera_pas
        changement_d'avis plus_besoin_de_la arrêt_du_contrat demande_l'arrêt plus_besoin n'a_plus_besoin
        n'est_plus_partant plus_partant plus_partante plus_d'accord refuse_finalement finalement_refuse
        tout_arrêter arrêter_tout faire_marche_arrière revient_sur_sa_décision revenu_sur_sa_décision
        s'est_ravisé ravisé ne_donne_pas_suite sans_suite retirer_ce_dossier retirer_le_dossier
        retirer_sa_demande retrait_de_la_demande décédé mort n'en_veut n'en_veux plus_motivé trop_cher_pour
    """,
    "BLOCKED": """
        en_rade calé bug_système revient_à_la_même_étape retour_à_la_case_départ toujours_en_erreur
        rejeté_en_boucle en_boucle coincés ne_passe_pas_au impossible_de_valider impossible_d'envoyer
        impossible_de_continuer refuse_de_valider erreur_système affiche_erreur message_d'erreur
        ne_s'enregistre n'évolue pas_évolué évolue_pas pas_avancé n'a_pas_avancé n'a_pas_bougé rien_n'avance
        rien_ne_se_passe rien_bouge même_statut même_stade même_étape même_état bloquage bloq blok bloqé
        en_stand_by dans_l'impasse impasse n'arrive_plus_à_avancer sans_solution le_portail_veut_rien
    """,
    "DELAY": """
        poireaute abusé c'est_abusé s'impatiente impatient impatiente s'impatientent relance_n interminable
        ça_traine délais_dépassés délai_de délai_pas délais_ne_sont quand_est_ce_que_vous_allez_enfin
        enfin_installer toujours_dans_l'attente des_lustres éternité traîner en_a_marre_d'attendre
        retards_répétés ne_sont_pas_respectés pas_respecté pas_respectés non_raccordé
    """,
    "NONET": """
        sans_internet pas_d'internet pas_internet sans_connexion sans_fibre sans_installation
        sans_raccordement
    """,
    "RDV": """
        programmer_un programmer_l'intervention planning_du_technicien caler_un caler_une fixer_un
        heure_précise heure_de_passage jour_de_passage prendre_date
    """,
}

EN = {
    "DAY": """
        weekends weekdays evenings tonight
    """,
    "AVAILABLE": """
        only_home home_on home_after only_free only_on off_work
    """,
    "HARASS": """
        keeps_calling keep_calling calls_me_every calling_me_every day_and_night won't_stop_calling
    """,
    "OTHERSELLER": """
        another_seller another_agent another_vendor other_agent other_seller on_top_of my_colleague
        signed_my_customer already_signed signed_again signed_with_me
    """,
    "SAMENAME": """
        same_name same_customer same_person same_id
    """,
    "WRITTEN": """
        written listed says shows registered_as recorded put_down on_file
    """,
    "NOSHOW": """
        never_came never_showed never_arrived never_turned_up didn't_come didn't_show did_not_come
        did_not_show nobody_came no_one_came nobody_showed no_one_showed nobody_has_come no_one_has_come
        no_technician has_shown_up hasn't_come has_not_come hasn't_shown no_show stood_up
        missed_the_appointment nobody_called no_one_called nobody_contacted no_one_contacted never_called
    """,
    "PROMISE": """
        promised promise supposed_to was_told were_told you_said they_said said_they'd guaranteed_in
    """,
    "OLDPLACE": """
        old_place old_address wrong_place wrong_building wrong_street wrong_house wrong_city wrong_location
        wrong_door wrong_neighborhood another_address bad_address
    """,
    "LIVES": """
        lives live located resides
    """,
    "OBSTACLE": """
        syndic permission conduit duct pole blocked_pipe landlord neighbor_refuses no_port no_ports
        port_available ports_available no_free too_far out_of_range box_is_full cabinet_full
    """,
    "BOUNCE": """
        going_in_circles round_and_round pass_the_buck back_and_forth everyone_says
    """,
    "VISIT": """
        send_someone send_somebody come_by drop_by visit install intervention appointment
    """,
    "POSTPONE": """
        reschedule postpone push_the push_it push_back move_the_visit move_it_to another_day other_day
        different_day another_date won't_be_home not_home not_available_tomorrow
    """,
    "THREAT": """
        threatens_to threatening_to or_he_will_cancel or_he_cancels or_she_cancels wants_to_cancel_if
        will_cancel_if he'll_cancel going_to_cancel_if
    """,
    "ANNUL": """
        forget_it found_cheaper somewhere_else found_better call_off not_going_ahead won't_sign
        won't_go_ahead does_not_need_it doesn't_want_it doesnt_want_it doesn't_need no_longer_needs drop_it
        drop_the changed_mind cancelation refuses_now signed_with_inwi instead_drop passed_away died
    """,
    "BLOCKED": """
        same_step no_gree refuse_to_move won't_move won't_go_through doesn't_go_through keeps_failing
        keeps_bouncing looping error_and bounced can't_go_further cannot_go_further nothing_is_moving
        nothing_moving not_moving_forward going_nowhere same_status same_stage locked unlock stays_at
    """,
    "DELAY": """
        when_the_guys_are_coming what_to_tell_her what_to_tell_him how_long_more still_no_date no_date
        taking_so taking_ages so_slow still_no_fiber still_no_fibre still_not_installed still_not_connected
        isn't_connected still_isn't_connected still_without how_many_more
    """,
    "NONET": """
        without_internet no_internet without_fiber no_fiber
    """,
    "RDV": """
        schedule_the schedule_a set_a book_him book_her book_the push_the_visit
    """,
}

AR = {
    "UNWANTED": """
        يرفض رافض
    """,
    "HARASS": """
        يتصل_بي_كل_يوم يتصل_يوميا لا_يكف_عن_الاتصال تتصل_كل_يوم
    """,
    "OTHERSELLER": """
        بائع_آخر مندوب_آخر وكيل_آخر زميل_آخر سبق_أن_وقع وقع_معي
    """,
    "SAMENAME": """
        نفس_الاسم بنفس_الاسم نفس_الزبون لنفس_الزبون نفس_الشخص نفس_البطاقة
    """,
    "WRITTEN": """
        مكتوب مكتوبا المسجل مسجل المدون مدون كتبتم
    """,
    "NOSHOW": """
        أي_خبر بدون_خبر لا_خبر لم_يحضر لم_يأت لم_يأتي لم_تحضر لم_يزر لم_يمر لم_يتصل لم_يتصل_أحد لم_يتواصل
        لم_يصل_التقني ولم_يأت ولم_يحضر لم_يأت_أحد ولم_يحضر_أحد دون_حضور بدون_زيارة لا_أحد_جاء
        لم_يلتزم_بالموعد تغيب
    """,
    "PROMISE": """
        وعد وعدناه وعدتمونا وعدتم وعدوا كان_من_المفترض كان_من_المقرر المحدد قيل_له قلتم قيل_لنا
    """,
    "OLDPLACE": """
        مكان_خاطئ عنوان_قديم العنوان_القديم حي_آخر غير_المسجل شارع_آخر منزل_آخر عنوان_خاطئ المكان_الخطأ
        مكان_آخر مدينة_أخرى_غير
    """,
    "LIVES": """
        يسكن تسكن يقطن تقطن يقيم تقيم مقيم
    """,
    "OBSTACLE": """
        السنديك سنديك ترخيص منفذ منفذ_شاغر عدم_توفر عدم_توفر_منفذ لا_يوجد_منفذ العلبة_ممتلئة ممتلئة ممتلئ
        رفض_الجيران المالك_يرفض بعيد_جدا
    """,
    "BOUNCE": """
        حلقة_مفرغة كل_واحد_يحيل كل_طرف يرمي_المسؤولية
    """,
    "VISIT": """
        زيارة الزيارة مرور حضور قدوم المجيء
    """,
    "POSTPONE": """
        تأجيل تأخير_الموعد تغيير_موعد تغيير_الموعد تقديم_الموعد يوم_آخر موعد_آخر وقت_آخر لن_يكون_متواجدا
        لن_يكون_موجودا مسافر
    """,
    "THREAT": """
        يهدد_بالإلغاء يهدد_بإلغاء سيلغي وإلا_سيلغي قد_يلغي
    """,
    "ANNUL": """
        وجد_عرضا_أفضل عرض_أفضل_لدى صرف_النظر غض_النظر لا_ينوي تراجع_الزبون إبطال_هذا لم_يعد_في_حاجة
        لم_يعد_بحاجة توفي وفاة إيقاف_الاشتراك وقف_العقد سحب_الطلب الانسحاب انسحب
    """,
    "BLOCKED": """
        يعيده_إلى لا_يمكنني_إتمام نفس_الخطوة رسالة_خطأ تظهر_رسالة يظهر_خطأ في_كل_مرة لا_نستطيع_المتابعة
        لا_أستطيع_إتمام لا_يمكن_المتابعة لا_يتحرك_من لا_تتحرك لا_يمكن_إتمام لا_يمكن_الاستمرار يرفض_النظام
        النظام_يرفض خطأ_في_النظام مكانه نفس_المرحلة نفس_الحالة لم_تتغير بقي_على_حاله
    """,
    "DELAY": """
        التسريع التعجيل طال_الانتظار طال_انتظار رغم_مرور مرور_شهر نفد_صبر نفد_صبره تأخرا تأخركم
        متى_سيتم_التركيب_أخيرا
    """,
    "NONET": """
        بدون_إنترنت بلا_إنترنت
    """,
    "RDV": """
        تحديد_موعد موعد_للتركيب موعد_زيارة حجز_موعد تغيير_موعد بالإمكان_تغيير
    """,
}

DARIJA = {
    "DAY": """
        weekend lil lilya had_la3chiya الليلة الويكاند
    """,
    "AVAILABLE": """
        ghir_sebt ghir_lhed kaykoun_f_dar kaykon_f_dar katkoun_f_dar mn_b3d_lkhdma كيكون_فالدار كتكون_فالدار
        من_بعد_الخدمة
    """,
    "HARASS": """
        kay3yet_lia_kol kay3eyet_kol kay3yet_kol_nhar kay3iyet_kol katt3yet_kol kol_nhar_kay3yet
        kol_nhar_kat3yet ma_bghach_yskot كيعيط_كل_نهار كتعيط_كل_نهار كيعيط_ليا_كل_نهار كل_نهار_كيعيط
        كل_نهار_كتعيط
    """,
    "OTHERSELLER": """
        vendeur_akhor vendeur_khor autre_vendeur commercial_akhor chi_wahd_akhor_signa signa_m3aya
        signat_m3aya signitha ana_li_signitha deja_signa déja_signé أنا_لي_سينيتها فوندور_آخر كوميرسيال_آخر
        بياع_آخر واحد_آخر_دار
    """,
    "SAMENAME": """
        nfs_smya nfs_smiya nefs_smiya nafs_smiya nfs_lclient nafs_lclient nefs_lclient nfs_cin نفس_السمية
        نفس_الاسم نفس_الكليان نفس_لاكارط
    """,
    "WRITTEN": """
        mktoba mktouba maktoba mktob mktoub ktebna ktebto ktebtou kteb ktbo katbin katbine mkyda msejla
        msjla مكتوبة مكتوب كتبنا كتبتو كتبو كاتبين مقيدة مسجلة مسجل
    """,
    "TOWN": """
        الرباط سلا الدار_البيضاء كازا فاس مكناس طنجة اكادير مراكش القنيطرة تمارة المحمدية mohammadi
    """,
    "NOSHOW": """
        ma_kayn_khbar makayn_khbar la_khbar ta_khbar حتى_خبر ماكاين_خبر maja_7ed maja_hed ma_ja_7ed
        maja_ta_wahed ma_jaw ma_jaw_walo ma_ja majaw ma_jach majach majawch mabano mabanou mabanch ma_bano
        ma_bano_walo ma_ban ta_wahed_ma_ja 7ta_wahed_ma_ja 7ta_wa7d_ma_ja 7ta_7ed_ma_ja ma_3eyto ma_3yto
        ma_3eytch ta_wahed_ma_3eyet 7ta_7ed_ma_3eyet ma_dazo ma_dazch madazch ma_kayjich makayjiwch ماجا
        ماجاش ماجاو ماجاوش ما_جا ما_جاو ما_جا_حد ماجا_حد حتى_واحد_ماجا ماجا_عندو حتى_حد_ما_جا مابانو مابانش
        ما_بان ما_بانو ماعيطو ماعيطوش ماعيطش ما_عيط_ليه ماداز مادازش
    """,
    "PROMISE": """
        golto goulto goltou galo_lih galou_lih galo_lia galou_liya gal_liya_ghadi wa3dtouna wa3dto wa3douh
        3tawh 3taweh 3tawha 3tawni kan_khasso_yji khasso_yji kan_ghadi_yji ghadi_yjiw قلتو گلتو قالو_ليه
        گالو_ليه قالو_ليا وعدتونا وعدتو وعدوه عطاوه عطاوها كان_خاصو_يجي كان_غادي_يجي غادي_يجيو
    """,
    "OLDPLACE": """
        blasa_khra mcha_l_dar_khra dar_khra_machi adresse_l9dima ladresse_l9dima adresse_9dima blasa_ghalat
        mchaw_l mcha_l_ l3onwan_l9dim zan9a_khra hay_akhor 7ay_akhor blasa_machi_hia لبلاصة_خرى بلاصة_خرى
        بلاصة_أخرى بلاصة_غالطة العنوان_القديم لادريس_القديمة زنقة_خرى حي_اخر دار_غالطة ماشي_هاديك_الزنقة
        ماشي_هاديك_الدار
    """,
    "LIVES": """
        saken sakn sakna sakin sakena kayskn kayskon kaysken ساكن ساكنة كيسكن كتسكن
    """,
    "OBSTACLE": """
        syndic sandik sendik sandic port_3amer lport_3amer boite_3amra lboite_3amra 3amra 3amr 3amer
        makaynch_port makayn_port ma_kaynch_port makaynch_blasa ma_kaynch_blasa l3amara_mabghatch lgaine
        gaine masdouda mesdouda lcable_madazch lcable_mabghach b3id_bzaf السانديك سانديك السنديك سنديك
        لبوات_عامرة البواط_عامرة لبواط_عامرة عامرة عامر ماكاينش_بورت ماكاينش_بلاصة ماكاينش_البور
        لابوات_عامرة مسدودة
    """,
    "BOUNCE": """
        kol_wahd_kaysift kol_wahed_kaysift kol_wahd_kaysiftni kol_wa7d_kaysift kol_wahd_kaylou7
        kol_wahed_kaylo7 kaylou7ha kaylo7ha kaysiftni_3nd ta_wahed_ma_bgha_y7elha ma_kayn_li_y7el
        chkoun_ghadi_y7elha chkon_y7elha كيلوحها كيلوحو كل_واحد_كيصيفط كل_واحد_كيلوح كيصيفطني_عند
        ماكاين_اللي_يحل شكون_غادي_يحل
    """,
    "VISIT": """
        sifto_chi_wahd sifto_chi_wahed صيفطو_شي_واحد yji yjiw ijiw iji tji tjiw nji ydoz ydouz ydozo ydouzo
        زيارة يجي يجيو تجي تجيو يدوز يدوزو
    """,
    "POSTPONE": """
        nakhro nakhrou nwakhro nwejlo nwajlo t2ajel yt2ajel t2ejlo nbdlo_nhar nbedlo_nhar nbdlo_lwa9t
        nbdlo_lmaw3id bdlo_nhar nhar_akhor nhar_khor nhar_okhor wa9t_akhor ma_ghadich_ykon maghadich_ykoun
        maghaykonch maghaykounch ma_ghaykonch ma_kaynch_ghda makaynch_ghda msafer نأخرو نوخرو نأجلو تأجل
        نبدلو_النهار نبدلو_الموعد نبدلو_الوقت نهار_آخر نهار_خر ماغاديش_يكون ماغايكونش مسافر مسافرة
    """,
    "THREAT": """
        ghadi_yannuli ghadi_yelghi ghaylghi ghayannuli gal_lia_ghadi_ylghi bgha_yannuli_ila ila_majitouch
        ila_ma_jitouch ila_majaw غادي_يلغي غايلغي غادي_يانيلي الا_ماجيتوش
    """,
    "ANNUL": """
        lqa_rkhes l9a_rkhes l9a_ma7sn lqa_ahsan mabqa_mahtaj nsaw_3lih yn3el nsawh سمحو_فيه لقا_رخيص لقا_حسن
        ماباقي_بغا خليوه_عليكم بلاش_منو ybess_lcontrat y7bes_lcontrat 7bes_lcontrat 7bsso_lcontrat
        7bsso_l3a9d y7bes_l3a9d mab9ach_khasso mab9ach_mohtaj mab9ach_kay mab9a_baghi ma_b9ach_bagha
        mab9ach_bagha rje3_f_lhedra rje3_f_hdertou rje3_f_klamo rje3_f_l7edra tba3et_ddar kansel kansil
        kanslo cansel cancela kanseliw anilew annulawha annulalo رجع_فالهضرة رجع_فهضرتو رجع_فكلامو
        يحبس_العقد يحبس_الكونطرا حبسو_الكونطرا حبسو_العقد ماباقيش_باغي ماباقيش ما_باقيش مابقاش_محتاج أنيلا
        أنيلاو كنسل كنسلو نكنسل
    """,
    "BLOCKED": """
        wa7el wa7la wahel wahla wa7lin wahlin wa7l tw7el lasse9 lasqa msatat واحل واحلة واحلين لاصق لاصقة
        موحل كيرجع_لنفس kayrje3_l_nfs kayrj3_l kay3ti_erreur ma_bghach_ydkhol mabghach_ydkhol blokat 7aslin
        ma_bgha_yt7errek mabghach_yt7errek mabghach_yte7rek mabghach_yzid mabghach_yt9ddem ma_kaytzad
        ma_katzad mab9a_kaytzad ma_kayt7erek ma_kayt7errekch mayt7errekch mabghach_yvalida mabghach_yvalider
        mabghach_ytvalida kayqol_erreur kaygol_erreur wa9fin wa9ef_f waqfin 7bsat 7absa debloqi debloqiwh
        مابغاش_يتحرك مابغاش_يتقدم مابقا_كيتزاد ماكيتزادش ماكيزيدش كيقول_خطأ كيعطي_خطأ كيعطي_ايرور حاصلين
        محصل واقفين ديبلوكيوه ماقادش_يدوز بقا_واقف
    """,
    "DELAY": """
        mjrjrino mjerjrin mjrjrin kayjerjro kayjrjro tjerjir jrjrtouna مجرجرينو مجرجرين كيجرجرو جرجرتونا
        التجرجير rah_daz daz_chhar dazet_simana dazo_ fin_nouma fin_ntoma fin_homa fin_houma 3la_slamtkom
        slamtkom fin_hiya_l t3tlto t3ttelto t3etlou t3etlo t3atelto t3atlouna ma_salawch hadi_modda modda
        twila mda_twila hadi_mda wa9tach_ghadi foqach_ghadi_tjiw دازت_تلت دازت_سيمانة داز_شهر فين_نتوما
        فين_هوما على_سلامتكم تعطلو_عليه تعطلتو_على مدة_طويلة وقتاش_غا وقتاش
    """,
    "NONET": """
        bla_fibre bla_internet bla_connexion bla_wifi بلا_كونيكسيون بلا_ويفي بلا_انترنيت بلا_فيبر
    """,
    "WAIT": """
        kaysnna kaysnaw kisnna kansnna snina sbrna ytsenna كيسنا يتسنى كتسناي
    """,
    "RDV": """
        3tiwna_chi_nhar 3tini_chi_nhar chi_nhar nhar_ijiw wa9t_ijiw ynasbo ynasbha mowafe9 randevo lmi3ad
        mi3ad شي_نهار عطيونا_نهار نهار_يجيو يناسبو يناسبها نحددو_نهار
    """,
}
