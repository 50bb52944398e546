"""French words of the trade, SMS spelling too: what they mean and which show the language (data)."""

FUNCTION = """
je j' tu il elle on nous vous ils elles me te se le la les un une des du de d l au aux ce cet cette ces
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs et ou mais donc car ni que qui quoi dont
où est sont suis es sommes êtes était étaient été être ai as a ont avons avez avait avoir fait faire
fais va vais vont aller peut peux pouvez pourriez pouvoir veut veux voulez voudrais souhaite
souhaiterais dois doit devez faut pour par pas plus ne n sur sous dans avec sans chez entre vers depuis
pendant avant après encore toujours jamais déjà ici là bien très trop aussi alors si non oui comme
comment pourquoi quand quel quelle quels quelles combien rien personne tout tous toute toutes même aucun
aucune autre autres merci bonjour bonsoir salut svp stp cordialement s'il plait madame monsieur c cé
c'est ça qu'il qu'on pk pq pkoi pcq prk tjr tjrs bjr bsr slt cc mrc dsl jms vs ns qd bcp auj ajd dem pr
pdt ds dc ac nn wi ki koi chui jai jvx jveux jattend jss ya y'a quelqu'un quelque chose hier demain
aujourd'hui jour jours mois semaine semaines heure matin soir nouveau nouvelle dernier dernière prochain
lui moi toi eux y en cela celui dire dit voir savoir voici voilà mettre mis pris prendre passer passé
reçu recevoir envoyé envoyer fois ans bon bonne fin
"""

WORDS = {
    "CONTRACT": """
        contrat contrats contra contrt ctr dossier dossiers demande souscription vente
    """,
    "STATUS": """
        statut statu status état etats suivi suivre situation avancement avancé évolution progression
        nouvelles nouvelle_du nouveau_sur où_en_est où_on_est où_en_sommes où_en_êtes où_ça_en_est validé
        valider validation activé activation actif traité traitement accepté refusé refus rejeté fermé
        clôturé suite infos_sur info_sur information_sur informations_sur des_infos une_info du_nouveau
        des_nouvelles retour_sur résultat sous_état bo_fixe bo_prestataire c'est_bon est_passé est_il_passé
        en_cours quoi_de_neuf ou_est qu'en_est_il finalisé terminé installé_ou donne_moi_l'état
        ne_comprends_pas_pourquoi il_manque manque_quoi motif motif_de date_prévue date_d'activation
        bloqué_où se_passe qui_se_passe confirmer confirmez ça_donne ça_donne_quoi donne_quoi retour
        un_retour petit_retour apparait s'affiche traité_par demande_si alors_que_j'ai demande_où prévue
        prévu passera combien_de_jours_pour jeter_un_œil suivre_mon rejeté_pour raison ça_avance
        date_d'installation quand_sera sera_installé des_nouvelle une_nouvelle nouvelle_pour nouvelle_de
        du_nouveau_pour
    """,
    "ASK": """
        est_ce eske esk esque estce c'est_quoi quel quelle quelles quels comment combien quand pourquoi
        pourriez pouvez merci_de pouvez_vous peux_tu savoir connaitre sais dites_moi dis_moi informer
        renseigner confirmer confirmez_moi voir besoin_de_savoir je_veux_savoir j'aimerais_savoir sil_vous
        stp svp
    """,
    "CHECK": """
        vérifier vérifiez vérif vérification vérifie consulter consultez regarder regardez check checker
        checkez
    """,
    "NEG": """
        pas jamais aucun aucune rien ne n non plus_de sans ni personne nul_ne
    """,
    "NOTYET": """
        pas_encore toujours_pas tjr_pas tjrs_pas encore_rien toujours_rien tjr_rien tjrs_rien tjs_pas
        jusqu'à_présent tjrs_en_attente toujours_en_attente jusqu'à_maintenant jusqu'à_ce_jour
        jusqu'a_aujourd'hui à_ce_jour toujours_aucun
    """,
    "DELAY": """
        retard retards retardé tarde trop_long trop_longtemps trop_lent long_délai délai_dépassé dépassé
        lenteur traîne s'éternise en_souffrance trop_de_temps accélérer accélérez activer_le_dossier
        traine_trop patienter_encore trop_attendre insupportable tarder jusqu'à_quand trop_de_retard lent
        lente accélère lenteurs faites_vite plus_vite combien_de_temps_encore plusieurs_relances
        délai_non_respecté délais_non_respectés hors_délai hors_délais n'en_peut_plus reportée_3_fois
        reportée_plusieurs toujours_repoussé jours_ouvrés on_attend_quoi attend_quoi délai_annoncé
        perd_patience le_néant une_éternité mentent nous_mentent à_chaque_fois_on toujours_demain
    """,
    "WAIT": """
        attend attends attendre attente attendons attendent j'attends jattend patiente patienter patience
        toujours_en_attente
    """,
    "SINCE": """
        depuis ça_fait sa_fait cela_fait il_y_a_plus voilà_deux longtemps des_jours des_semaines des_mois
        un_mois une_semaine deux_semaines trois_semaines deux_mois plusieurs_jours plusieurs_semaines dp dps
        un_mois_sans depuis_lundi depuis_mardi la_semaine_passée la_semaine_dernière le_mois_passé
        le_mois_dernier mois_passé
    """,
    "INSTALL": """
        installation installations installer installé install raccordement raccordé raccorder branchement
        brancher branché câblage mise_en_service pose fibre_optique non_raccordé pas_raccordé installer_la
        mise_en_place raccord*
    """,
    "TECH": """
        technicien techniciens technicienne tech tecnicien équipe_technique équipe installateur prestataire
        personne_ne quelqu'un_ne
    """,
    "COME": """
        venu venue venir vient passé passer présenté intervenir intervenu intervention déplacé débarqué
        arrivé contacté appelé appeler contacter
    """,
    "ANNUL": """
        annul* résili* resil* résilia* rétract* désist* ne_veut_plus n'en_veut_plus veut_plus plus_intéressé
        pas_intéressé changé_d'avis renonce renoncer abandonn* mettre_fin rompre arrêter_le_contrat
        arrêter_l'abonnement supprimer_le_contrat supprimer_contrat stopper_le_contrat retiré_sa
        ne_souhaite_pas_continuer ne_veut_pas_continuer veut_arrêter n'est_plus_d'accord renonciation
        plus_interesser a_refusé pas_d'accord n'est_pas_d'accord ne_signe_plus poursuivre ne_souhaite_plus
        ne_désire_plus engagé_ailleurs stop_pour stopper est_contre sont_contre mari_est_contre
        pas_convaincu dédit fin_de_contrat clôturer_le_contrat ne_prend_plus ne_prendra_pas laisse_béton
        ne_compte_plus
    """,
    "ADDRESS": """
        adresse adresses adress adr quartier rue immeuble étage appartement appart lotissement localisation
        emplacement domicile ville résidence avenue boulevard numéro_de_maison géolocalisation secteur
        maison logement coordonnées_gps numéro_de_rue bloc porte villa_n lot escalier cage
    """,
    "MOVED": """
        déménag* changé_de_domicile nouvelle_adresse autre_adresse nouveau_domicile habite_maintenant
        nouveau_logement ancien_domicile a_changé_de_maison changé_de_maison emménagé changé_d'appartement
    """,
    "WRONG": """
        erreur erreurs erroné faux fausse fausses incorrect incorrecte incorrects mauvais mauvaise mal_saisi
        mal_saisie mal_écrit mal_orthographié mal_renseigné inexact inexacte invalide pas_bon pas_bonne
        pas_la_bonne pas_le_bon pas_correct pas_correcte trompé tromper faute rectifi* corrig* correction
        ne_correspond n'est_pas_celle n'est_pas_celui n'est_pas_le_sien n'existe_pas attribué non_attribué
        pas_à_jour inversé pas_celui pas_celle pas_le_sien pas_la_sienne faute_de_frappe frappe coquille
        pas_exact inexistant inexistante mal_noté maladresse à_corriger à_rectifier
    """,
    "CHANGE": """
        changer change changez changement modifi* modif mettre_à_jour mise_à_jour remplacer remplacez
        actualiser
    """,
    "PHONE": """
        téléphone téléphonique téléphoniques tél gsm portable mobile contact contacts coordonnées
        numéro_de_tél numéro_client numéro_du_client numéro_de_client num_client num_du_client num_tel n_tel
        n_de_tel whatsapp_du_client email mail e_mail tlf tél_client nom_du_client nom_client prénom le_06
        le_07
    """,
    "NUMBER": """
        numéro num nmr numro n°
    """,
    "UNREACHABLE": """
        injoignable injoignables ne_répond ne_réponds répond_pas répond_plus boite_vocale hors_service
        tel_éteint téléphone_éteint numéro_éteint joindre joignable non_joignable n'est_pas_attribué
        sonne_dans_le_vide ne_décroche décroche_pas ne_décroche_pas tombe_sur_la_messagerie messagerie
        ne_passe_pas éteint
    """,
    "CLIENT": """
        client cliente clients clt clnt abonné
    """,
    "BLOCKED": """
        bloqué bloqués blocage blocages bloqu* bloké blocké coincé figé gelé suspendu en_suspens n'avance
        ne_bouge bouge_pas avance_pas à_l'arrêt stagne paralysé impossible_d'avancer saturé saturation
        pas_de_port port_saturé pbo_plein boite_pleine inéligible non_éligible débloqu* pas_d'évolution
        aucune_évolution reste_en_bo planté stand_by standby en_pause en_attente_de_port débloquez déblocage
        pas_bougé ne_progresse rien_ne_bouge inchangé ne_veut_pas_passer veut_pas_passer ne_passe_plus
        pas_de_disponibilité aucune_disponibilité étape_signature n'arrive_pas_à_valider ne_se_valide
        reste_bloqué buggé à_l'arrêt_complet ne_sait_pourquoi sait_pourquoi_ça_bloque reste_sur_le_même
        ne_me_laisse laisse_pas_continuer pas_d'avancement aucun_avancement aucun_mouvement aucun_changement
        état_inchangé
    """,
    "SECOND": """
        deuxième_contrat 2ème_contrat 2e_contrat 2ém_contrat 2_eme_contrat second_contrat deuxième_dossier
        2ème_dossier second_dossier double_contrat contrat_en_double doublon doublons en_double dupliqué
        autre_contrat déjà_un_contrat déjà_un_abonnement déjà_abonné contrat_supplémentaire deuxième_ligne
        2ème_ligne seconde_ligne deuxième_abonnement contrat_existe_déjà ancien_contrat encore_un_contrat
        un_autre_contrat deux_fois_le_même 2eme_abonnement ajouter_un_contrat ajouter_une_ligne
        contrat_pour_le_même ancien_abonnement contrats_identiques déjà_client déjà_abonné_chez généré_2
        généré_deux 2_numéros_pour deux_numéros_pour encore_une_ligne apparaît_deux_fois existe_deux_fois
    """,
    "RDV": """
        rdv rdvs rendez_vous rendezvous rendévous rende_vous randez_vous rendez_vou rdvz r_d_v créneau
        créneaux planifi* programmer_une programmer_l'installation programmer_le fixer_une_date
        date_de_passage une_date une_autre_date reprogramm* replanifi* disponible_demain disponibilité
        dispo_demain quand_passer reporter report décaler avancer_la_date convenir prévoir_l'installation
        prévoir_le_passage prévoir_une être_installée_lundi quel_créneau dans_l'après_midi
        possibilité_d'avancer passer_le_soir faut_passer avant_de_venir
    """,
    "PROBLEM": """
        problème problèmes pb pbm prob prblm problm souci soucis réclam* plainte plaindre anomalie litige
        incident
    """,
    "UPSET": """
        inadmissible inacceptable arnaque honteux honte scandal* nul nulle incompétent malpoli impoli
        irrespectueux mécontent mécontente pas_content pas_satisfait insatisfait insatisfaite déçu déçue
        catastroph* ras_le_bol marre énervé fâché se_plaint mauvais_service mauvaise_qualité dégâts abîmé
        de_l'argent_au_client demandé_de_l'argent argent_au_client agressif insulté crié mal_parlé bâclé
        saleté a_cassé cassé_le abîmé_le endommagé se_fâche colère honteuse travail_bâclé mal_fait
        mal_installé
    """,
    "BROKEN": """
        panne coupure coupé ne_marche marche_pas marche_plus ne_fonctionne fonctionne_pas fonctionne_plus
        pas_de_connexion pas_de_connection pas_de_réseau pas_d'internet pas_internet pas_de_signal
        débit_faible trop_lente connexion_lente lente lent débit voyant_rouge lumière_rouge los déconnect*
        instable ne_capte pas_de_wifi ne_s'ouvre s'ouvre_pas bug bugue bugge plante erreur_500 ne_charge
        n'arrive_pas_à_me_connecter connecter_à_l'application ne_s'affiche
    """,
    "MONEY": """
        commission commissions paiement payer payé facture prime primes virement salaire remboursement
        rembourser prélevé prix tarif
    """,
    "RESOLVED": """
        réglé résolu résolue arrangé corrigé_merci c'est_fait bien_installé bien_reçu tout_est_bon c'est_ok
        fonctionne_bien
    """,
    "NOPROBLEM": """
        pas_de_problème sans_problème aucun_problème pas_de_souci aucun_souci pas_de_soucis pas_de_pb
        pas_de_retard
    """,
    "GREET": """
        bonjour bjr bonsoir bsr salut slt coucou cc bonne_journée bonne_soirée
    """,
    "THANKS": """
        merci mrc mci remercie reçu parfait super d'accord dac ok_merci c'est_noté bien_noté entendu
        très_bien
    """,
    "HELP": """
        aide aider aidez aidez_moi assistance renseignement renseignements comment_ça_marche que_faire menu
    """,
    "WANT": """
        je_veux veux veut voudrais souhaite souhaiterais voulons prendre fixer demande besoin aimerais avoir
        donner donnez
    """,
    "SAME": """
        même_contrat même_dossier mm_contrat mm_dossier meme_numéro le_même la_même_chose celui_d'avant
        ce_même contrat_précédent le_précédent
    """,
    "CREATE": """
        créer création créé_un nouveau_contrat nouveau_client saisir ouvrir documents pièces justificatifs
        formulaire inscrire comment_faire comment_déposer comment_on
    """,
    "PLACE": """
        bureau agence boutique siège magasin local showroom horaires horaire badge badges flyers
        cartes_de_visite réunion formation planning
    """,
    "TWO": """
        deux_contrats deux_dossiers 2_contrats 2_dossiers deux_numéros_de_contrat
    """,
    "HAS": """
        il_a elle_a client_a cliente_a possède dispose_de ont_créé existe enregistré
    """,
    "DAY": """
        lundi mardi mercredi jeudi vendredi samedi dimanche demain après_demain matin matinée après_midi
        weekend 9h 10h 11h 14h 15h 16h 17h semaine_prochaine
    """,
    "AVAILABLE": """
        disponible dispo présent à_la_maison chez_lui propose proposent préfère libre sera_là peut_recevoir
        prêt convient arrange travaille_la_journée travaille_jusqu'à ne_travaille_pas_le rentre_du_travail
        jour_de_repos de_repos préfère_le
    """,
    "SEND": """
        envoyer envoyez envoie faire_passer dépêcher mandater
    """,
    "RIVAL": """
        inwi iam maroc_télécom autre_opérateur concurrent concurrence chez_orange_non chez_un_autre
    """,
    "REMOVE": """
        supprimer supprimez supprime suppression enlever enlevez retirer retirez stopper stoppez arrêter
        arrêtez clôturer clôturez refuse_l'installation refuse_la_fibre récupérer_ses ne_souhaite_plus
        ne_désire_plus ne_veux_plus
    """,
    "TWICE": """
        deux_fois 2_fois dédoublé doublé même_client
    """,
    "ENTERED": """
        saisi saisie enregistré créé inscrit déposé
    """,
    "ALTERNUMBER": """
        autre_numéro nouveau_numéro le_bon_numéro bon_numéro le_vrai vrai_numéro le_bon_c'est voici_le_bon
        pas_son_numéro n'est_pas_son_numéro numéro_correct
    """,
    "MYMONEY": """
        ma_commission mes_commissions ma_prime mes_primes mon_paiement mon_virement ma_paie mon_salaire
    """,
    "COVERAGE": """
        éligible éligibilité couverte couvert couverture zone zones tarif tarifs prix mega forfait forfaits
        offres abonnement responsable guide normalement général délai délais durée coûte coût débit_max
        l'offre quel_est_le_débit
    """,
    "ORNOT": """
        ou_pas ou_non ou_pas_encore ou_toujours_pas oui_ou_non sais_pas ne_sais_pas je_sais_pas
    """,
    "DEVICE": """
        box modem routeur livebox prise boitier ont décodeur équipement câble fil lampe voyant
    """,
    "FORGOT": """
        oublié oubliez oubliés négligé abandonné_à ignoré ignorez personne_ne_répond répondez_pas zappé
        mis_de_côté laissé_tomber_mon négligent
    """,
    "LOST": """
        introuvable incomplète incomplet_l'adresse perdu ne_trouve trouve_pas n'a_pas_trouvé pas_trouvé
        manque_le_numéro manque_l'étage manquant manquante manquants
    """,
    "ACCOUNT": """
        compte login mot_de_passe identifiant me_connecter application appli connecter
    """,
    "GONE": """
        pris parti partie passé choisi signé préféré abonné_chez souscrit
    """,
    "ANNULLED": """
        a_été_annulé été_annulé est_annulé est_il_annulé a_été_résilié été_résilié bien_annulé annulé_ou
    """,
    "NOSHOW": """
        aucun_signe aucun_signe_de_vie signe_de_vie aucun_appel aucun_contact aucun_coup_de_fil rien_de_fait
        aucune_date silence_radio
    """,
    "OLDPLACE": """
        gps_pointe pointe_ailleurs plus_loin_que_la pas_la_bonne_maison vraie_maison mauvais_bloc
        tourne_dans_le_quartier trouve_pas_la_maison
    """,
    "OBSTACLE": """
        copropriété autorisations gardien concierge façade_interdite refuse_le_passage interdit_le_passage
        travaux_de_voirie génie_civil
    """,
    "BOUNCE": """
        se_renvoient_le tourne_en_boucle en_boucle_entre
    """,
    "LINE": """
        contrat_pour_quelqu'un lignes abonnements
    """,
    "RUDE": """
        raccroché_au_nez raccroché_nez câbles_qui_traînent traînent_partout refusé_de_tirer refusé_de_monter
        a_refusé_de_travailler mal_reçu alcool ivre saoul soûl sentait_l'alcool crie crié_sur hurlé
    """,
    "PAYOUT": """
        touché_ma relevé_de_commission facturé_2_fois facturé_deux_fois double_facture manque_2_contrats
        contrats_dans_mon prime_d'objectif ma_rémunération pas_touché toujours_pas_payée
    """,
    "SLOW": """
        n'est_pas_celui_promis débit_n'est clignote
    """,
}
