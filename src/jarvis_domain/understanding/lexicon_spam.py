"""What advertising, chain letters and phishing say, by language (data)."""

FR = {
    "LURE": """
        promo promos promotion promotions promotionnel promotionnelle offre_spéciale offre_exceptionnelle
        super_offre offre_limitée remise remises réduction réductions soldes gratuit gratuite gratuitement
        cadeau cadeaux profitez saisissez félicitations tirage_au_sort tombola loterie jackpot casino
        paris_sportifs sans_engagement livraison_gratuite livraison_rapide commandez achetez stock_limité
        à_vendre prix_imbattable prix_cassé prix_choc meilleur_prix télétravail travail_à_domicile maigrir
        perdre_du_poids minceur parfum parfums montres iptv voyance marabout formation_gratuite
        inscrivez_vous abonnez_vous rejoignez rejoignez_le_groupe nouvelle_collection ouverture_de
        immobilier appartements_à_vendre terrain_à_vendre bonus parrainage dollars euros_par_jour iphone
        offerte offert offerts vous_offre livraison soldé devenez_riche riche places_limitées
        inscription_ouverte à_domicile agents_à_domicile boutique jusqu'à_moins gains gratuits gratuites
        données_gratuites go_gratuits dernier_jour dernière_chance vente_flash découvrez découvrir
        chaussures vêtements robes sacs cosmétiques partout_au_maroc tout_le_maroc dans_tout_le_maroc
        argent_facile sans_justificatif taux_0 carte_cadeau bons_d'achat prix_réduit qualité_supérieure
        qualité_garantie satisfait_ou_remboursé nos_produits notre_boutique notre_page ma_page notre_magasin
        nouveau_produit aspirateur lunettes profit liquidation destockage marque marques prix_de_gros
        en_gros vend vends vendons à_saisir braderie déstocke destockons promoflash bon_plan bons_plans
        bonne_affaire occasion_à_saisir prix_usine tarif_imbattable moitié_prix dernier_cri code_promo
        offre_valable valable_jusqu nouveautés arrivage arrivages catalogue_complet disponible_en_stock
        en_stock réduc réducs rabais petit_prix prix_exceptionnel prix_spécial paiement_à_la_livraison
        livrons livraison_partout service_à_domicile devis_gratuit devis nettoyage déménagement_pas_cher
        coiffure massage salon_de_beauté tisane naturelle naturel régime mincir kg_en ventre_plat crème
        crèmes rides cheveux anti_chute huile_de argan miel compléments virilité appartement_à_vendre
        appartement_90m² villa villas terrain terrains lots_de_terrain studio_à_louer à_louer
        location_voiture location_de_voitures voyages omra billet_d'avion visa_canada visa_schengen
        immigration émigrer formation_en_ligne certification iptv_premium chaînes films_et_séries
        toutes_les_chaînes netflix compte_netflix followers abonnés_instagram chicha poulet pizza traiteur
        resto restaurant menu_du_jour ouverture_officielle grande_ouverture smartphones reconditionnés
        caméras_de_surveillance panneaux_solaires climatiseur climatiseurs matelas meubles salon_marocain
        canapés tapis caftan djellaba jouets bijoux sac_à_main baskets nike adidas parfums_originaux
        authentique pas_cher moins_cher unique_au_maroc quantité_limitée stock_épuisé fin_de_série
        plus_que_quelques exclusif exclusive exclusivité vip premium -50% tout_le_magasin sur_tout_le
        tentez_votre_chance participez concours à_gagner jeu_concours commande_code repas livrer_vos
        masterclass e_commerce dropshipping facilités_de_paiement terrain_titré coffret dattes
        pièces_d'origine toutes_marques réparation_smartphone dernières_places tout_compris
    """,
    "CLICK": """
        cliquez cliquer clique lien_ci_dessous ce_lien lien_suivant visitez_notre site_web téléchargez
        contactez_nous appelez_nous appelez_vite whatsapp_au appelez_ce rappelez_ce réservez_vite
        commandez_vite cliquez_ici cliquez_vite clic lien_en_bio lien_ci_joint via_ce_lien sur_ce_lien
        suivez_le_lien suivez_ce_lien écrivez_moi écrivez_nous écrivez_en inbox en_privé en_mp message_privé
        dm contactez_moi_en contactez_l'agence contactez_agence rejoins rejoignez_nous notre_groupe
        groupe_telegram canal_telegram télégram notre_canal notre_chaîne abonnez inscris_toi inscrivez
        inscription_gratuite inscription_sur commandez_maintenant commande_vite wtsp_au avec_mon_lien
        inscris_toi_avec passez_nous_voir cherche_associés
    """,
    "CHAIN": """
        transfère_ce transférez_ce transmettez partage_ce partager_ce envoie_ce envoyez_ce envoie_à
        envoyer_à_10 envoie_à_10 à_tous_tes_contacts à_tous_vos_contacts à_tes_amis tes_contacts
        vos_contacts dans_tous_les_groupes ne_brise_pas n'ignore_pas porte_bonheur malheur faites_tourner
        faire_tourner 10_personnes 20_personnes 7_personnes 12_personnes 15_personnes whatsapp_va_devenir
        whatsapp_payant à_12_contacts à_10_contacts 12_contacts 10_contacts 15_contacts 20_contacts
        pour_activer partagez_à envoyez_à 10_amis 5_groupes en_partageant envoie_ce_message ce_message_à
        à_20_personnes sera_fermé compte_whatsapp tous_tes_amis avec_vos_amis transférez transfère transmets
        faites_suivre fais_suivre fais_passer faites_passer envoie_à_tous envoyez_à_tous envoie_le
        envoyez_le ce_message partage partagez_la partagez_le partage_la brise_pas casse_pas cassez_pas
        ne_cassez la_chaîne chaîne_de ne_supprime ne_supprimez avant_minuit bonne_nouvelle_vous
        bonne_nouvelle_t' surprise_t'attend tous_tes_contacts tous_vos_contacts tes_proches vos_proches
        sinon_malheur payant_à_partir va_devenir_payant compte_sera_supprimé désactivé_si coeur_bleu
        message_de_mark partagez supprime_les_comptes transmets_ce à_vos_groupes 12_amies tu_verras
        copie_colle copiez_collez copier_coller
    """,
    "PHISH": """
        mot_de_passe carte_bancaire coordonnées_bancaires votre_compte_sera compte_suspendu compte_bloqué
        sera_suspendu sera_bloqué votre_compte code_reçu code_de_vérification code_à_6 numéro_de_carte
        confirmez_vos confirmez_votre mettez_à_jour_vos vérifiez_votre_compte colis_en_attente
        frais_de_douane payer_les_frais identifiants votre_colis héritage transfert_de_fonds banque
        en_douane bloqué_en_douane colis payez_ici frais_de carte_bancaire_a carte_bloquée bancaire_bloquée
        votre_carte appelez_ce_numéro immédiatement_ce urgence_bancaire paypal compte_a_été_limité
        compte_limité compte_sera compte_est_suspendu accès_suspendu accès_limité vérifier_votre
        vérifier_vos vérifiez_vos confirmez_votre_identité confirmer_votre_identité mettre_à_jour_vos
        informations_bancaires code_secret code_confidentiel code_pin code_otp cvv données_bancaires
        activité_suspecte activité_inhabituelle connexion_suspecte prélèvement_de_votre payez_les_frais
        frais_sur_ce frais_de_livraison impôts remboursement_d'impôt service_client_orange_votre
        votre_facture_orange suspendue_si amende amendes chère_cliente cher_abonné votre_ligne_sera
        sera_coupée abonnement_netflix mettez_à_jour_votre expire_bientôt netflix_expire
        conseiller_de_votre_banque service_fraude alerte_sécurité remboursement_en_attente
        pour_recevoir_votre carte_est_bloquée banque_en_ligne
    """,
    "GAIN": """
        gagn* gagne_de_l'argent gagner_de_l'argent argent_facilement argent_rapide argent_sur revenu_passif
        revenus_complémentaires complément_de_revenu travail_en_ligne travailler_en_ligne
        travailler_depuis_chez depuis_chez_vous depuis_chez_toi depuis_ton_téléphone depuis_votre_téléphone
        sans_diplôme sans_expérience sans_effort sans_investissement doublez triplez doubler_votre
        multipliez rentable rendement rendements indépendance_financière liberté_financière devenir_riche
        bénéfice bénéfices mlm forever_living te_paye_pour qui_te_paye indépendant_financièrement
        business_en_ligne revenus_garantis regarder_des_vidéos parrain
    """,
    "LOAN": """
        prêt_d'argent prêt_entre crédit_en crédit_24h crédit_facile crédit_immédiat crédit_conso
        besoin_d'argent besoin_d'un_prêt besoin_de_liquidité taux_d'intérêt taux_réduit rachat_de_crédit
        micro_crédit sans_garantie sans_banque sans_dossier prêteur particulier_à_particulier
    """,
    "CRYPTO": """
        bitcoin crypto cryptos cryptomonnaie trading trader forex usdt binance ethereum nft investiss*
        investir plateforme_de_trading signaux signal_trading robot_de_trading
    """,
    "JOB": """
        recrut* nous_cherchons nous_recherchons on_recrute on_cherche embauche embauchons poste_à_pourvoir
        postes_à_pourvoir postulez candidature candidatures envoyez_cv votre_cv envoyez_votre_cv
        salaire_fixe salaire_attractif salaire_motivant offre_d'emploi offres_d'emploi emploi hôtesses
        commerciaux_motivés vendeuses vendeuse téléopérateurs centre_d'appel
    """,
    "RELIG": """
        prière prières récitez récite hadith sourate invocation dieu bénédiction amen ange anges saint
        miracle jésus prophète
    """,
    "CODE": """
        code_à code_sms code_whatsapp code
    """,
    "GIVE": """
        transmettre me_transmettre me_le_transmettre me_l'envoyer me_renvoyer renvoyez renvoie renvoyer
        communiquez communiquer partager_le donnez_moi_le envoyez_le_moi envoie_le_moi envoyez_nous_le
    """,
    "ERRSENT": """
        par_erreur 6_chiffres 4_chiffres reçu_un_code code_reçu vérification
    """,
}

EN = {
    "LURE": """
        promo promotion promotions special_offer offer_ends limited_offer limited_time discount discounts
        sale_ends big_sale free gift gifts win winner winners won prize prizes congratulations lottery
        jackpot casino betting bet_now profit profits work_from_home lose_weight weight_loss shop_now
        buy_now order_now best_price best_prices cheap free_delivery free_shipping new_collection subscribe
        join_our join_now register_now exclusive iptv followers guaranteed double_your easy_money per_day
        iphone voucher cashback bonus_up deal deals from_home no_experience last_chance flash_sale giveaway
        earn_money make_money get_rich rich hot_deal gift_card gift_cards claim selected shoes watches
        clothes perfume products percent_off our_products our_shop our_store our_page follow_our
        you_have_been_selected off_all brand_new half_price on_sale for_sale clearance best_offer
        great_offer bargain wholesale delivery_free nationwide fast_delivery original genuine in_stock
        limited_stock catalogue solar_panels surveillance_cameras apartments_for villas land_for_sale
        for_rent visa visa_assistance slim keto diet supplement supplements herbal skincare beauty massage
        spa restaurant pizza streaming channels movies_and subscription_deal premium_account netflix
        instagram_followers tiktok course free_course webinar percent_discount off_everything today_only
        weekend_only hurry_up don't_miss dont_miss promo_code use_code coupon raffle sweepstakes lucky
        grand_opening exclusive_offer hot_deals sneakers cash_grant zero_risk chosen_for
        you_have_been_chosen grant
    """,
    "CLICK": """
        click click_here link_below this_link tap_here tap_the visit_our download_the call_now whatsapp_us
        dm_us follow_the_link claim_now claim_your call_today order_today dm dm_me inbox_me text_us
        contact_us contact_our message_me message_our message_us reach_us join_our_group join_our_channel
        telegram_group sign_up subscribe_now visit_us visit_our_website check_out_our link_in follow_this
        our_website order_yours call_or_whatsapp reply_now reply_yes telegram to_order join_my
        my_whatsapp_group my_group
    """,
    "CHAIN": """
        forward_this forward_to share_this share_with send_this pass_this_on all_your_contacts your_contacts
        10_people 20_people 15_people 7_people 10_friends your_friends bad_luck good_luck_will don't_ignore
        don't_break forwarded_as send_it_to whatsapp_will forward_it forward_to_10 pass_it_on pass_it
        send_to_10 send_this_to share_it_with share_to everyone_you_know all_contacts all_your_friends
        all_your_groups break_the_chain don't_delete something_good good_news_will miracle_will
        before_midnight whatsapp_is_shutting whatsapp_will_be will_be_charged keep_whatsapp_free
        copy_and_paste copy_paste 15_chats your_account_will_be_deleted will_be_deleted
    """,
    "PHISH": """
        password your_account_has account_will_be account_suspended bank_account bank_details card_number
        credit_card verify_your confirm_your verification_code your_otp pin_code your_parcel customs_fee
        pay_a_fee inheritance fund_transfer log_in_to update_your your_account_will unusual_activity
        security_code account_is_limited account_has_been account_is_suspended account_will_expire
        will_expire will_be_suspended will_be_blocked will_be_closed verify_your_account
        verify_your_identity confirm_your_details confirm_your_identity update_your_payment pay_the_fee
        small_fee package_is_held parcel_is_held your_package package_is_on_hold delivery_fee shipping_fee
        customs login_details bank_information card_details dear_customer dear_user dear_sir_madam
        suspicious_activity unauthorized_login otp pin unclaimed beneficiary next_of_kin million_dollars
        tax_refund reply_with_your your_bank_details with_your_details bank_card card_is_blocked your_bank
        your_card
    """,
    "GAIN": """
        earn_up_to earn_daily earn_from passive_income extra_income side_income online_job online_work
        work_online from_your_phone double_money double_your_money triple returns high_returns return_on
        guaranteed_returns financial_freedom be_your_own_boss millionaire make_up_to daily_profit
        weekly_profit earn earning income make_money_online money_online online_with_zero side_hustle
    """,
    "LOAN": """
        loan loans credit_approved instant_credit approved_in_minutes no_paperwork no_collateral
        no_credit_check low_rates interest_rate borrow lender quick_cash fast_cash need_cash cash_now
        apply_today apply_now
    """,
    "CRYPTO": """
        bitcoin btc crypto cryptocurrency trading trader forex usdt binance ethereum nft invest investment
        investments investor investors trading_platform signals mining
    """,
    "JOB": """
        hiring we_are_hiring we're_hiring vacancy vacancies job_offer job_offers jobs recruiting recruitment
        send_your_cv send_cv apply_for_this part_time full_time remote_job salary_of
    """,
    "RELIG": """
        prayer pray bless blessing blessings god amen angel miracle hadith jesus
    """,
    "CODE": """
        code digit_code verification_code
    """,
    "GIVE": """
        send_it_back send_me_the send_us_the send_it_to_me give_me_the_code forward_it_to_me
        tell_me_the_code share_the_code send_back
    """,
    "ERRSENT": """
        accidentally by_mistake by_accident sms 6_digit 6_digits verification
    """,
}

AR = {
    "LURE": """
        عروض عرضنا تخفيض تخفيضات خصم خصومات مجانا مجاني مجانية هدية هدايا اربح ربحت الربح أرباح جائزة جوائز
        مبروك تهانينا فائز الفائز سحب قرعة كازينو مراهنات فرصة لا_تفوت الكمية_محدودة توصيل_مجاني اشتر_الآن
        اطلب_الآن للبيع أسعار أفضل_الأسعار بأقل_الأسعار عطور إنقاص_الوزن تنحيف اشترك_في انضم سجل_الآن دولار
        حصري حصريا بونص شقق دورة_مجانية فرصة_العمر واربح تم_اختيارك للفوز الفوز دولارا اربحوا استثمار_مضمون
        مضمون ثراء بأثمنة أثمنة توصيل_لجميع لجميع_المدن احصل احصلي بدون_ضمانات ضمانات ماركة أحذية ملابس
        مكملات منتج منتجات منتجاتنا متجرنا صفحتنا بثمن خيالي أثمان تجميل عرض_خاص للبيع_بأثمنة أثمنة_مناسبة
        بأثمنة_مناسبة بأسعار أسعار_مناسبة بسعر بأقل_سعر تخفيض_كبير تخفيضات_كبيرة خصم_يصل نصف_السعر
        حصري_لدينا متوفر_لدينا لدينا_جميع نوفر_لكم نقدم_لكم خدماتنا منتج_طبيعي أعشاب وزنك إنقاص تخسيس
        للتنحيف هواتف_مستعملة ساعات_فاخرة نظارات عطر أثاث زرابي كاميرات ألواح_شمسية شقة_للبيع أرض_للبيع
        أراضي منزل_للبيع للكراء للإيجار تأشيرة الهجرة رحلات عمرة العمرة قنوات أفلام اشتراك_iptv متابعين
        دورة_تكوينية دورات كود_الخصم رمز_الخصم بادر بادروا اغتنم اغتنموا سارع سارعوا لفترة_محدودة عرض_محدود
        كمية_محدودة قسيمة شارك_واربح سحب_على ربحت_معنا العرض
    """,
    "CLICK": """
        اضغط انقر الرابط رابط الموقع_التالي عبر_الرابط حمل_التطبيق اتصل_بنا تواصل_معنا على_الرابط زوروا
        زر_موقعنا اتصلوا اتصل_الآن راسلنا سجلوا سجل_معنا للتسجيل اتصل_على للاستفسار_والطلب للطلب للحجز
        راسلنا_على راسلني على_الخاص تابعنا تابعونا انضم_إلى انضموا قناتنا مجموعتنا تيليجرام تلغرام زر_الموقع
        ادخل_على ادخل_إلى سجل_الآن
    """,
    "CHAIN": """
        انشر انشرها شارك أرسل_هذه أرسلها أرسل_هذا أعد_إرسال لجميع جهات_اتصالك أصدقائك عشرة_أشخاص أشخاص
        لا_تتجاهل أمانة في_ذمتك بشرى لا_تقطع الواتساب_سيصبح أعد_إرسالها أعد_إرسال_هذه أرسلها_إلى
        أرسل_هذه_الرسالة هذه_الرسالة شاركها شارك_هذه شاركوا انشروا انشرها_تؤجر لكل_من_تعرف كل_من_تعرف
        لأصدقائك من_أصدقائك لا_تجعلها_تتوقف تتوقف_عندك أمانة_في_عنقك في_عنقك لا_تبخل لا_تحذفها ستسمع_خبرا
        خبرا_سارا قبل_منتصف_الليل انسخ انسخ_هذا وأرسله وأرسلها
    """,
    "PHISH": """
        كلمة_السر كلمة_المرور بطاقتك_البنكية بطاقة_بنكية حسابك_البنكي حسابك سيتم_إيقاف سيتم_تعليق رمز_التحقق
        الرقم_السري البنك بياناتك معلوماتك_البنكية طرد ميراث رسوم تحديث_بياناتك بياناتك_البنكية البنكية
        البطاقة_البنكية أدخل_بياناتك أدخل عزيزي_العميل عزيزي_المستخدم عزيزي_الزبون بطاقتك حسابك_سيتم
        سيتم_إغلاق تم_تقييد تم_تعليق تم_إيقاف_حسابك لتحديث_بياناتك تأكيد_بياناتك تأكيد_هويتك الرمز_السري
        رقم_البطاقة رمز_سري أرسل_معلوماتك أرسل_بياناتك معلوماتك_الشخصية شحنتك طردك رسوم_الجمارك الجمارك
        دفع_رسوم لاستلام
    """,
    "GAIN": """
        اربح_المال ربح_المال كسب_المال اكسب اكسب_المال دخلك دخل_يومي مدخول من_هاتفك من_منزلك من_بيتك
        العمل_عن_بعد بدون_خبرة بدون_رأس_مال رأس_المال حرية_مالية ضاعف ضاعف_أموالك أرباح_يومية أرباح_مضمونة
        عوائد دخل_إضافي دخل_شهري العمل_من_المنزل المال_من_هاتفك
    """,
    "LOAN": """
        قرض قروض القروض قروض_سريعة قرض_سريع تمويل تمويلات بدون_فوائد بدون_كفيل فائدة سيولة محتاج_لمال
        هل_تحتاج_قرضا سداد_ديون
    """,
    "CRYPTO": """
        بيتكوين البيتكوين تداول التداول فوركس عملات_رقمية العملات_الرقمية استثمر استثمار استثمارك استثماري
        منصة_تداول منصة بينانس
    """,
    "JOB": """
        مطلوب نبحث_عن_موظفين توظيف التوظيف وظيفة وظائف فرصة_عمل فرص_عمل فرص_شغل براتب راتب_مغري براتب_مغري
        سيرتك_الذاتية السيرة_الذاتية عمال عاملات شركة_تبحث
    """,
    "RELIG": """
        الأجر أجرك ولك_الأجر تؤجر دعاء الدعاء حديث سورة يوم_القيامة الله_سيرزقك رزق حسنات صدقة_جارية استغفر
        الاستغفار سبحان
    """,
    "CODE": """
        رمز الرمز الكود كود
    """,
    "GIVE": """
        أرسل_لي أرسله_لي أرسل_لنا أعطني زودنا أخبرني_بالرمز إرساله
    """,
    "ERRSENT": """
        بالخطأ عن_طريق_الخطأ وصلك وصلتك رسالة_نصية 6_أرقام ستة_أرقام
    """,
}

DARIJA = {
    "LURE": """
        promosyon promotion promo hamza hemza hemzat taman_khayali taman_monasib atmina atmin_monasiba rbe7
        rbeh reb7 terbe7 tarbe7 trbe7 irbe7 rba7 r_bah l3ard 3ard 3orod l3orod 3ourod takhfid takhfidat
        soldes mjani majani fabor fabour batel hadiya cadeau bi3 lbi3 nbi3ou dakhl_chahri tawsil_majani
        tawsil lcommande commandi commandiw tcommandi tkhdem_mn_darek stok stock_limité casino iptv dkhlek
        dakhlek tzid_f_dkhlek tawasl_m3ana tawasel_m3ana tasel 200dh_f_nhar dh_f_nhar daman bla_daman
        salaf_bla b_taman taman_mzyan taman_zwin chrina sel3a tal_l_bab هميزة همزة همزات بروموسيون ربح تربح
        ربحتي اربح كتربح فابور باطل تخفيض تخفيضات صولد ثمن_خيالي تمن_خيالي ثمن_مناسب التوصيل توصيل_فابور
        كوموندي كومندي كاميطة كازينو هدية عروض العرض_محدود بيع جميع_المدن لجميع_المدن ماركة خيالي صباط صبابط
        حوايج بلا_ضمان سلعة السلعة المغرب_كامل orijinal original orijinale tmen_mzyan taman_ynasbk
        taman_li_ynasbk tamanat b_taman_monasib monasib livraison livrezon lkol_lmodon ga3_lmodon
        kamal_lmaghrib lmaghrib_kaml nbi3 nbi3o kanbi3o kanbi3 kanbi3ou katbi3 l_bi3 mosta3mal mosta3malin
        sbabet sbabat sbat sbadri hwayej 7wayej 7wayj parfan rihat makeup maquillage sika9 tisana tisan lwzn
        lwezn n9as_lwzn tnqs tn9es lkerch daf3 zit_argan 3sel tbi3i 3chabi 3chab cha3r dar_lbi3 brtma bertma
        bartmat l'kra lard ard_lbi3 visa omra 3omra tsafer ttelefonat iphonat pc_portable jreb_fabor jerb
        jreb chaines lchaines films abonnement_iptv koura kora_live hdya hadaya kado cadowat tirage tonbola
        lqor3a concours mousaba9a jawa2iz ja2iza jayza mabrok mabrouk rbe7ti rb7ti tfawez promo_khayala
        solda sold t7faya أثمنة باثمنة ثمن_زوين بثمن ثمن_مزيان بثمن_مزيان نبيعو كنبيعو كنبيع للبيع مستعملة
        بحال_جداد اوريجينال اوريجنال أصلية اصلي ماركات حوايج_ديال تيليفونات بيسيات تيسانة تنحيف الوزن لوزن
        الكرش زيت_اركان الاركان أركان املو اعشاب عشبة عطور برطمة بارطمات أرض_للبيع فيزا عمرة الشارجور
        كاميرات صالون زرابي قفطان جلابة تخفيضات_كبيرة سولد سولدات هدايا مبروك ربحت جائزة جوائز القرعة
        طومبولا سحب كود_التخفيض التخفيض بنص_التمن نص_التمن هميزات لي_بغا_يشري شريو متوفرة_عندنا متوفر_عندنا
        نوفرو ليكم_عندنا نقدمو فرصة_ماتعوضش ماتعوضش ما_تعوضش forsa lforsa forsa_matt3awdch matfewtich
        matfewtouch ltawsil tawsil_fabor taman_mnasb mnasb lbi3_f hamza_dyal للجروب الجروب همزة_ديال مكملات
    """,
    "CLICK": """
        kliki clicki clickiw klikiw dkhol_lien dkhol_l_lien had_lien lien_hna dkhlo_l_lien 3ayto_3la
        3ayet_3la tasel_bina tasl_bina 3ayto_daba 3ayet_daba 3eyto_daba tsel_daba sawlouna sawloni_f_prive
        prive f_privé اكليكي كليكي كليكيو دخل_للرابط هاد_الرابط لي_ليان هاد_الليان اليان عيط_على دخلو_للرابط
        عيطو_دابا dkhl_l dkhol_l_had dkhol_l_site sjjel sejel_daba sjel_daba tsejel_daba inscri inscriw
        ktb_lia_f_prive f_lprive 3eyt_daba 3eyet wtsp whatsapp_3la tasl_b tsl_b groupe_telegram telegram
        zid_m3ana دخل_لهاد دخلي_لهاد دخلو_لهاد دخل_للموقع دخل_لهنا الرابط ضغط ضغطي سجلي سجلو تسجل_دابا عيطو
        عيط_دابا تاصل_بينا تاصلو_بينا تواصلو_معانا تواصل_معانا صيفط_ميساج واتساب_على فالخاص ف_الخاص البريفي
        لبريفي التيليگرام تيليكرام زيد_معانا تابعونا جربها dkhel_m3ana dkhol_m3ana دخل_معانا
    """,
    "CHAIN": """
        partagi partagiw partagha sift_had siftha_l sifet_had sifetha sift_lkol sifto_lkol 3awed_sift
        gae_snabk ga3_s7abk 3chra_dnas 10_dnas 10_nas 20_nas 3achra_dyal_nas dewezha dewzha doz_had_lmsg
        sift_had_lmessage lmessage_l ga3_s7abek whatsapp_ghaywelli ghaywelli_b_lflous ghaywli_b_lflous
        بارطاجي بارطاجيو صيفط_هاد صيفطها صيفطو_هاد لصحابك عشرة_دالناس عشرة_ديال_الناس دوزها sift_had_lmsg
        sift_had_message sift_hadchi sifto_had siftha siftiha partajiw partaji partagi_m3a nchrha nchroha
        nchr nchro 3awd_sift 3awed_siftha matqt3ch_silsila silsila lsilsila dir_partage ga3_snabk
        s7abek_kamlin ghadi_tsme3_khbar tsme3_khbar khbar_zwin jerbtha ghadi_tndem matmse7ch mat7bsch
        صيفط_هاد_الميساج صيفط_هاد_الرسالة صيفطو_هاد_الميساج صيفطها_ل بارطاج بارطاجيها نشرها نشروها انشرها
        عاود_صيفط ماتقطعش_السلسلة السلسلة لي_ما_سيفطوش لي_ماصيفطهاش غادي_يندم خبر_زوين خبر_يفرحك
        دوز_هاد_الميساج هاد_الميساج هاد_الرسالة هاد_المساج had_message had_lmessage had_lmsg had_lmesaj
        s7abk s7abek صحابك كتحب_النبي لعشرة_ديال_صحابك ديال_صحابك
    """,
    "PHISH": """
        code_li_wslek code_li_ja_k kod_li_wsel lcode_li mot_de_passe la_carte_bancaire carte_guichet لكود_لي
        الكود_اللي كارط_كيشي لاكارط_كيشي حسابك رمز_السري الكود_لي_وصلك compte_dyalk_ghaytsed lcompte_dyalk
        compte_dyalek lcarte_dyalk lakart_dyalk rib_dyalk code_pin dyalk_ghadi_ytsed lkonte_dyalk bank_dyalk
        الكود_ديال_لاكارط لاكارط_ديالك الحساب_ديالك حسابك_غادي البنكة_ديالك الكود_السري رقم_لاكارط
    """,
    "GAIN": """
        tkhdem_mn_dar tkhdem_men_dar tdkhel_lflous ddkhel dkhl_flous flous_sahlin flous_b_sohola rbe7_flous
        tzid_dakhl dakhl_idafi dakhl_ziada bla_ras_lmal ras_lmal men_tilifoun mn_tilifoun mn_tilifonk
        men_tilifounk rbe7_daba bla_diplome bla_tajriba bzaf_dlflous خدم_من تخدم_من الخدمة_من_الدار من_الدار
        من_دارك فدارك تربح_فلوس ربح_فلوس فلوس_ساهلين دخل_اضافي مدخول المدخول مدخول_زوين دخل_شهري دخل_مزيان
        تدخل_الفلوس بلا_راس_المال راس_المال من_تيليفونك بالتيليفون_ديالك حقق_دخل بلا_دبلوم بلا_تجربة
        khedma_men_ddar men_ddar khdma_mn_dar khdem_men_dar khdem_mn_dar katrb7k katrbe7k trb7k
        kol_nhar_ghir men_darek mn_darek mn_darkom men_darkom mn_darok trbe7_men
    """,
    "LOAN": """
        crédit kredi lkredi credi salaf slef nslfok ns9ef 9ard l9ard qard bla_bank bla_banka bla_banque
        bla_daman mohtaj_flous m7taj_flous 3ndek_dyoun سلف السلف نسلفوك قرض القرض كريدي الكريدي قروض
        بلا_بنكة بلا_بنك بلا_ضمانات محتاج_فلوس محتاج_لفلوس ديون slef_b lfayda
    """,
    "CRYPTO": """
        bitcoin crypto trading forex usdt binance tadawol tistitmar istitmar stitmar nstatmer tstatmer
        statmer بيتكوين كريبتو التداول تداول استثمار استثمر الاستثمار بينانس فوركس
    """,
    "JOB": """
        khedma_jdida matloub matlob mtloub 7taj_nas kanqlbo_3la kan9lbo_3la recrutement tawdif salaire_mzyan
        centre_d'appel sift_cv sifto_cv مطلوب مطلوبين كنقلبو_على توظيف وظيفة وظائف خدمة_جديدة صاليرة
        صيفط_السيفي مانضا مباراة_توظيف
    """,
    "RELIG": """
        do3a2 do3a doaa ajr lajr 7asana 7asanat hadit 9or2an soura lah_yrze9k ghadi_yrze9k dhikr دعاء الدعاء
        اجر الاجر حسنة حسنات حديث سورة يرزقك يرزقو رزق الاستغفار استغفر تسبيح كفارة صدقة صدقة_جارية
    """,
    "CODE": """
        code lcode kod lkod الكود كود لكود
    """,
    "GIVE": """
        sifto_lia siftoh_lia siftiha_lia sift_lia sifet_lia siftihli 3tih_lia gol_lia صيفطو_ليا صيفطيه_ليا
        صيفط_ليا قولو_ليا
    """,
    "ERRSENT": """
        b_lghalat blghalat bl_ghalat wslk wslek ja_lik jak sms f_sms بالغلط وصلك جاك رسالة_قصيرة
    """,
}
