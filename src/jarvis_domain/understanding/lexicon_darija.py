"""Darija words of the trade in Latin letters: what they mean and which show the language (data)."""

FUNCTION = """
wach wash wax wesh wech ouach oach fin fen feen fayn finahiya finaho finahwa imta imtta fo9ach fou9ach
foqach chno chnou chnu chnowa achno shno ach ash chkon chkoun 3lach 3lax 3lash 3lah 3la 3liha 3lih alach
kifach kifax kifash kif ki kifma chhal ch7al xhal bch7al bchhal dyal dial dyl diyal dyali dyalo dyalha
dyalna dyalkom dyalhom diali dialo dialha dialna dialkom ana anta nta nti ntoma howa huwa hwa hiya hia
7na hna homa houma had hada hadi hadak hadik hadchi hadshi hadxi dak dik dakchi li lli eli illi lia liya
lih liha lik likom lina 3ndi 3ndo 3ndou 3andi 3ando 3andou 3ndha 3ndek 3ndkom 3ndna 3andha andi ando
andna 3ndhom m3a m3aya m3ah m3ak fih fiha fia biha bih fihom mn men mnin hit 7it hitach 7itach bach bash
bax walakin walaken wlkn walakine wlakin wila ila ola wla wlla oula awla o w ou b bla bghit bghiti bgha
bghat bghina bghaw baghi baghya baghyin baghin bghitek nbghi kanbghi tbghi ybghi mabghach kayn kayna
kaynin kain kayen makaynch makaych makainch mkaynch makayn ma makan kan kant kanou kano kont konna ghadi
ghadia ghadyin ghadin rah raha rahom rani rak raki ra ghir gha ghi bzaf bzf bezaf bzzaf chwiya chwia chi
xi shi wahed wahd wa7ed wahda wa7da hta 7ta tta bhal b7al daba db deba drk derk drouk drok ghda ghdda
lbareh lbar7 lbare7 lyoum lyom lioum lyouma dghya dghia 3afak 3afakom afak afakom 3fak 3fakom 3afek
khoya khouya khuya khoy khti ssi si a7med salam slm slam salamo sala labas labass lbs hamdolah hamdoulah
lhamdolah nchallah inchallah nchalah inshallah inchalah lah allah llah ya ay iyeh ah la lala wakha wa5a
wakhha safi sf saf mzyan mzian mezian mzn zwin zwina walo walou walu ja jat jaw jay ji nji yji tji ijiw
yjiw gal gali galo galou galt galiya goul golt glt 9al 9alo 9ali 9olt qal qali golia goulia gouliya
golya tgolia chof chouf chofo chofou choufo choufou chofli choufli choflia chouflia choufliya nchof
nchouf tchof tchouf tchofo n3ref ne3raf n3raf n3rf ta3ref t3ref 3reft 3raft 3erf y3ref 3refti sm7 smh
smhli sma7li sme7li smahli dir dirou diro ndir dar dart darou nas lwa9t lw9t waqt jdid jdida 9dim lokhra
lakhor lakhr khor khra nhar iyam ayam simana simanat chhar chher xhar chhor 3am chehrayn yawmayn youmayn
jouj joj juj zouj zoj tlata tlat rb3a rab3 khamsa 3achra wa7d bzfa kolchi kolshi kolxi kolla kol tani
tania tanya 9bel qbel kbel mor mora moura wra b3d men_ba3d mnba3d mazal mazel mzl mazala mazl ba9i baqi
baki ba9a ba9ya bqa b9a hania machi mashi maxi mchi mcha mchat mchaw mn_daba llahy lahy ykhalik yhafdek
yhfdk yrham yr7m walidin lwalidin tbarkllah chokran choukran chokrane shokran bslama wsafi yak ewa iwa
aji sir sift siftt sift_lia siftlia sifet sayfet sayft 3tini 3tiwni 3tih dial_had fach fash f l lclient
lkliyan lklian lcontra lcontrat lkontra khasni khassni khas khass khsni khsna khasna khasso khasha
khasek khaskom khaso 9der n9der nqder t9der t9dro yqder wsel wslat waslat fog fo9 ta7t hnaya temma tma
dyalhoum mnkm mnkom b7al_haka haka hakka hkk
"""

WORDS = {
    "CONTRACT": """
        3a9d l3a9d 3akd l3akd 3aqd l3aqd 3qd 3o9od 3oqod 3ou9oud l3o9oud contra lcontra lcontrat kontra
        lkontra lkontrat kontrat kontrada contrada dossier ldossier dosi dosiya dousi ldosi malaf lmalaf
        talab talab_dyali
    """,
    "STATUS": """
        fin_wsel fin_wslat fin_wsal fin_wasel fin_wasl fin_wslti fin_wslna fin_wslo fen_wsel fen_wslat
        fayn_wsel fin_waslat fin_wslate wsel wslat waslat fin_kayn fin_rah fin_mcha fin_hwa fin_howa
        finahowa fin_waqef_daba ach_kayn chno_kayn chno_khbar khbar lakhbar akhbar ljadid jadid chi_jdid
        jdid_dyal tvalida tvalidat tvalidaw tvalider tvalidate valida validaw tactiva tactivat tactivaw
        activaw tacceptat taccepta tqbel t9bel tqeblat t9eblat trefusa trefusat tferma tfermat tsed daz dazt
        dazet dazat daz_ola dazat_ola tklossa tsala tsalat salaw wjed wejda wajed etat l'etat letat statut
        lstatut status chno_tra ach_tra ach_jra chno_jra chnou_dar chno_dar kidayr kidayra kidayer ki_dayr
        ki_dayra kif_dayr lwad3iya wad3iya l7ala 7ala lhala sou9o rah_khdam tkonferma tconfirma nta2ij
        traita tsawbat tgad na9es chno_na9es mafer ferma wslna wslaw tsift lwra9_na9sin wad3 fin_7abes
        fin_7bes dkhel_lsysteme dkhlat_lsysteme dkhel lsysteme system msdouda msdoda kaysowel kaysewel
        nsowel nsewel nsoul kansowel kansewel chno_wa9e3 chno_w9e3 ach_w9e3 fin_habes fin_hbes fin_wa9ef
        fin_waqef fen_wsal wsal wasal fin_ghadi letat_dyal wsselkom wslkom mqbol mqboul m9bol m9boul
        fin_wasslin
    """,
    "ASK": """
        wach wax wash wesh wech fin fen fayn imta fo9ach chno chnou chnowa ach 3lach 3lax kifach chhal ch7al
        n3ref n3raf n3rf bghit_n3ref gouliya golia goulia goli glia 3afak
    """,
    "CHECK": """
        chof chouf chofo choufo choufou chofli choufli choflia chouflia choufliya nchof nchouf tchof tchouf
        tchofo verifi verifili verifiliya tverifi tverifiw tchecki checki
    """,
    "NEG": """
        ma machi mashi walo walou walu makaynch makaynx bla 7ta 7ad 7d ta7ed ta7d 7ta_wahed ta_wahed maja
        majaw makan 7ed_ma makayn mkayn makayen
    """,
    "NOTYET": """
        mazal mazel mzl mazala mazalin mazl ba9i_ma baqi_ma ba9i ba9a baqi baki l7ed_daba l7ad_daba
        lhad_daba hta_l_daba hta_daba 7ta_l_daba 7ta_daba tal_daba ldaba baqin ba9in ba9yin baqyin ba9yine
        baqi_makayn
    """,
    "DELAY": """
        t3atel t3atal t3tl t3atlat t3atlo t3atlou t3atlto t3atltou ta3tal ta3til t3tal m3atel m3atla m3atlin
        m3tl m3tla t2akher t2akhr tekher t2akhar retard f_retard bzaf_dyal_lwa9t twal tewwel twlat tewlat
        twlto twelto tolt tawel t3tlo t3tlna 3atlo 3atlin zerbo zerbou dghya_3afakom serbiw serbi serbiwna
        t3til t3tel t3etel m3ettel t3ett* ti3til tal lwa9t_tal l'wa9t_tal tta_l_imta 7ta_l_imta 7tal_imta
        hta_l_imta tal_imta wa9t_twil ktar_men kter_mn mcha_ysber ysber had_ta3til tahle3 tjiw_tkhdmo
        imta_ghadi_tjiw imta_ghadi_yjiw fo9ach_ghadi_yrkbo twe7chat kol_mra_ygolo kola_mra_kaygolo
        kol_mra_kaygolo kaykdbo ykdbo kadbin bared_bih
    """,
    "WAIT": """
        ntsna ntsena tsna tsena tsenit tsnit tsnaw tsenaw tsenina tsnina kantsna kantsena kantsnaw kantsenaw
        kaytsna kaytsena kaytsnaw kaytsenaw kitsna kitsena katsena katsna ntsnaw ntsenaw tantsena tantsna
        taytsna taytsnaw yntader sber sbert sberna tsen* ntsn* kaytsn* kantsn* katsn* mantsnaw ytsn* tsnay
        ktsenna kaysennaw kaysenna
    """,
    "SINCE": """
        chhal_hadi ch7al_hadi chhal_hada ch7al_hada hadi_chhal mn_chhal mn_ch7al men_chhal kter_mn ktar_mn
        kter_men kthar_mn hadi_simana hadi_chhar hadi_chher hadi_ayam hadi_15 hadi_10 hadi_20 hadi_3 hadi_2
        hadi_jouj hadi_tlata hadi_tlat hada_chhar hada_simana chhar_hadi chhar_hada simana_hadi simana_hada
        chher_hadi simana_daba chhar_daba mn_nhar men_nhar ayam_hadi iyam_hadi yam_hadi simana simanat
        simantayn jouj_simanat chhar chher chehrayn chahrayn chhorayn simanayn chhar_w_nos simana_w_nos
        mn_simana li_fat li_daz lidaz_t ha_chhar chhar_li_fat mn_l3id men_l3id mn_ramadan men_ramadan
        yom_hadi yawm_hadi lyoum_15 mn_nhar_sinna
    """,
    "INSTALL": """
        installation linstallation installa ninstalla ninstaliw tinstalla tinstalat tinstalaw instalaw
        yinstaliw tinstaliw rakeb rakbo rakbou rakbouh rakboh nrakbo trakeb trakb trakbat trakbo trakab
        yrakbo yrakbou yrkbo terkib tarkib trkib rkeb rkbo branchaw branchement tbranch tbrancha yconnectiw
        tracorda racordaw raccordement lfibre lafibre wifi lwifi internet connexion rizo ysawbo ysawbou
        rakb* trakb* nrakb* yrakb* trkeb connecta tconnecta yconnecti
    """,
    "TECH": """
        technicien tekniciyan tiknisian tiknisyan teknisyan lteknicien techni lteknisyan technicienat tekni
        tikni lequipe lekip l'equipe
    """,
    "COME": """
        ja jat jaw jay jayin ji nji yji iji tji yjiw ijiw jash jach daz dazo dazou ydoz ydouz wselo wslo
        tla3 tla3o maja majaw majach rakeb 3ayt 3eyet 3yet 3ayet tconnecta
    """,
    "ANNUL": """
        tlgha tlghi lghi lghiw nlghi nlghiw ylghi ylghiw lghina lghaw ilgha ilghae l_ilgha7 ylghiha nlghih
        nlghiha tlghih tlghiha lghiwh lgha lghit annuli nannuli yannuli tannula tannulat annulation annuler
        anulih ranuli anulaw anuliw tanuliw nanuliw résilier iresili nresili yresili resiliation
        ma_b9ach_baghi mab9ach mb9ach mab9ax mab9ash mab9atch mab9atx mab9inach mab9itch mb9itch ma_bqach
        ma_b9ach mabqach mabqatch fsekh yfsekh nfsekh tfsekh fskh bdel_ra2yo bedel_ra2yo beddel_rayo sta9al
        n7iyd n7ayed 7iyed_l3a9d 7ayed 7iydo ynsa7eb nsa7eb nsaheb sma7_f sme7_f sam7_f sma7at_f resil*
        nresil* tresil* yresil* anul* nanul* yanul* tanul* annuliwh annulé anuliha btel nbtel tbtel ybtel
        btlo btelo nbetel nbtelo ibtal nelghi telghi yelghi nel4i nl4i tel4i l4i l4iw 7ebsou_lia 7ebsou
        7absou 7bssou ysehb yshb ysheb ysa7b nsehb rje3_3la_klmto rje3_3la_kelmto rja3_f_kelmto
        ma3ndo_maydir ma3ndo_may_dir mabaghihach ma_mwaf9ch mamwaf9ach
    """,
    "ADDRESS": """
        adresse ladresse l'adresse adres ladres ladris adris 3onwan l3onwan 3onwane l3anwan 3nwan l3nwan
        3inwan lblasa blasa l'emplacement zan9a zen9a zanqa derb lhay hay dar localisation lmakan makan sken
        skna dar_jdida dar_khra dar_okhra
    """,
    "MOVED": """
        r7el rhel rahel rehlo r7lo rahlo ra7el rhlat r7lat 7iyer_mn bdel_dar bdelt_ddar dar_khra dar_okhra
        dar_jdida r7al
    """,
    "WRONG": """
        ghalat ghalet ghalta ghaltin ghlat ghlet ghelta ghaltet ghltt ghlta rhalta rhalat ghelt gholt khata2
        khta2 khate2 mghalta ghltna ghaltna ghlto machi_hia machi_hwa machi_hiya machi_howa machi_s7i7
        machi_s7i7a machi_shih machi_dyalo machi_dialo machi_dyal machi_dial machi_dyalha ma_s7i7ch s77e7
        sa77a7 s7e7 sahe7 n9ad n9addo nsa7e7 nsahho sahho sa77ho s7hou s77ou s7hoha tsa77a7 corrigi corrigiw
        ncorrigi tcorrigi tcorrigiw ncorrigiw errone erreur faux fausse faute ghltet dertou_ghalat f_blast
        flblast machi_hadi khata na9so_ra9m na9sah_ra9m machi_hiya_hadik nsa7ho nsa7hoha
    """,
    "CHANGE": """
        bdel beddel bdlo bedlo nbdel nbedel nbedlo nbdlo tbdel tbedel tbdlo tbedlo ybdel ybedel ybdlo
        beddelo bedlha bdlha tbdil tabdil bdlou nbadlo modifi nmodifi tmodifi tmodifiw nmodifiw modifiw
        changi nchangi changiw tchangiw nchangiw tbdlat
    """,
    "PHONE": """
        tilifoun telefon tilifon tilifone telephone lphone ltel tel gsm numero_dyal_client
        numero_dyal_lclient nmra_dyal_client nmra_dyal_lclient nemra_dyal_lclient nmrto nmrtha nemrto
        numro_dyalo nmra_dyalo nemra_dyalo nemra_dyal_client ra9m_dyal_client numero_lclient numero_client
        contact lcontact num_client num_dyal_client num_dyal_lclient smiya smiyto smytha smia lwatsap_dyalo
    """,
    "NUMBER": """
        numero nmra nemra nmro numro ra9m raqm rqm r9m ra9em lra9m nimero lnumero nemrat
    """,
    "UNREACHABLE": """
        mayjawbch maijawbch mayjaweb makayjawbch makayjawebch makayjawb majawbch makijawbch makyjawbch
        mayjawbx majawebch ma_kayjawbch ma_kayjaweb makayredch makayrdch mayredch mayrdch makayhezch
        mayhezch tafi tafya meghlo9 messageri makaytaslch makhdamch_nmra majawbnich majawebnich tafia
        mafihch_rizo kaysonni msakat msdod mesdoud
    """,
    "CLIENT": """
        client lclient klian lklian klyan kliyan lkliyan clian lcliente cliente lcliane clyan zboun ziboun
    """,
    "BLOCKED": """
        bloke bloki blouki blouka blokka mbloki mblouki mblokia mbloqui mbloqi mblokya mblokyin mbloke
        mblokiya tbloka tblouka tblokat tbloquat bloquaw m7bos m7bous me7bous m7boussa mhbous 7bes 7abes
        wa9ef wa9f wa9fa waqef waqf waqfa wa9af we9ef w9ef w9fat wqef m7sor m7sour mhsour 7asel 7asla hasel
        hasla 7asl makayt7arkch makayte7rekch mabghach_ydoz mabghach_ydouz mabghatch_tdoz matat7rekch
        mat7rkch makayt7rkch 7ta_7aja_ma makatzidch makayzidch msatouri satouri debloki debloquiw debloqiw
        deblokiw deblouki t7arko 7arko matqadch yt7erek yt7rek t7erek tzid ydoz ydouz blok* blouk* bloq*
        mblo* m3elle9 m3elleq m3allaq m3ell9 t7er* yt7er* ythrk m3alla9 mwa9* mwaq* la_yzid_la_yn9es la_yzid
        la_yn9s mhassel mhsl 7abes_f 7bess_f 7besse ca_bloque katbloka kaybloka katblouka lblassa_nefs
        nefs_lblassa nfs_lblasa kadfe3 nefs_l7ala nfs_l7ala nefs_lhala 7ta_merhala
    """,
    "SECOND": """
        3a9d_tani l3a9d_tani contrat_tani contra_tani lcontrat_tani kontra_tania contrat_tania tani_contrat
        contrat_akhor 3a9d_akhor 3a9d_akhur 3a9d_akhr contrat_akhr dossier_tani ldossier_tani
        deuxieme_contrat 2eme_contrat doublon double_contrat doubli tdoubla m3awed_jouj contrat_khor
        3a9d_khor kontra_khra contrat_khra dar_jouj dayr_jouj 3ndo_contrat 3ndo_deja deja_3ndo
        3ndo_3a9d_9dim dayrin_lih_jouj dernalo_wahed_jdid yzid_contrat zid_contrat 3a9d_9dim contrat_9dim
        wahed_akhor contrat_zayd contrats_jouj les_contrats_jouj deja_abonnement wahed_akhor_l
        contrat_l_khah contrat_l_mha
    """,
    "RDV": """
        rdv rendez_vous rendivou randivou rondivou rondevou randevou rondivo randevu rendevou rondivu
        rendifou rondifou lrandivou lrendez rendyvou maw3id maw3id_dyal maw3d mou3id mow3id moo3id mawe3d
        lmaw3id lmou3id maw3ed lwa9t_li programmi nprogrammi nprogramiw tprogramiw programiw n7eddo n7dedo
        n7eded 7eded ndiro_wa9t y7eddo n3tiwh_nhar nhar_akhor nhar_khor nwejlo nwajlo nwakhro nakhro
        chi_wa9t 3tiwh_chi_wa9t chi_wa9t_f m3a_lach m3alach f_l3chiya bghaw_tjiw 3ndhom_sebt chi_wa9t_mnasb
        wa9t_mnasb wa9t_monasib
    """,
    "PROBLEM": """
        mochkil mouchkil mochkila mouchkila mchkil muchkil mushkil mushkila moshkil lmochkil lmouchkil
        moxkil mouxkil mochkile mochkl mochkel machakil mashakil pb pbm chikaya chikaya_dyali nchki nechki
        chka reclamation reklamation reclamasyon
    """,
    "UPSET": """
        m3esseb m3asseb m3asb m3sb m3sba kay3eyet kayghewet tl3tili t9allef t9elleft 3ya 3iyina 3yina 3yit
        3iyit 3iit hchouma 7chouma chouha l3ar n9za chfar chefara nssaba khayb khayba 7o9ara 7ogra l7ogra
        mal9itch tferge3 tfr93 tleb_lflous tlab_lflous bgha_lflous kaytleb_lflous tleb_mnno m9elle9 m9ell9
        hress herres khedma_khayba kol_nhar 3iyana 3yana khdma_khayba lkhidma_khayba
    """,
    "BROKEN": """
        makhdamch makhdamach makhdamx makhdamsh mkhdamch makhedamch makhdamash maxdamch makatkhdemch
        makaykhdemch makaykhdmch t9il t9ila tqil tqila m9to3 m9tou3 m9tou3a mqtou3 t9te3 te9ta3 t9at3at
        kayt9te3 katt9te3 taye7 tay7 makanch_connexion makayn_connexion makaynch_connexion
        makaynach_connexion bla_connexion bla_internet bla_wifi makaynch_wifi makaynach_wifi makayn_wifi
        khasra khaser khasr t9ila_bzaf ddaw_l7mer daw_7mer makat7elch makatfta7ch rizo_tay7 rizo_taye7 tayh
        debit_na9s
    """,
    "MONEY": """
        flous flos lflous lkomisyon komisyon lcommission commission dirham drham khlas lkhlas khelsni
        tkhlest matkhlestch tkhelset chahriya lfactura factura facture
    """,
    "RESOLVED": """
        t7el t7elat tgad tgadat tsawb_safi khdam_daba safi_tgad ttsawbat t7al
    """,
    "NOPROBLEM": """
        makayn_mochkil makayn_mouchkil machi_mochkil machi_mouchkil bla_mochkil makaynch_mochkil
        ma_kayn_mochkil machi_muchkil
    """,
    "GREET": """
        salam slm slam salamo salamou3alaykom salam_3likom labas lbs cv sba7_lkhir sbah_lkhir msa_lkhir
        kidayr kidayra kidayrin
    """,
    "THANKS": """
        chokran choukran chokrane shokran chukran allah_yrham baraka_lah barakalaho tbarkllah lay7fdek
        lah_ykhlik safi wakha mzyan lah_y3tik_sa7a ybarek_fik allah_ybarek
    """,
    "HELP": """
        3awni 3awnoni 3awnouni t3awni t3awnoni t3awnouni mosa3ada l3ewn
    """,
    "WANT": """
        bghit bghiti bghina bgha bghat bghaw baghi baghya baghyin khasni khasna khaso khass khasha n3awd
        3tini 3tiwni nakhod nakhdo nakhed nakhdou nakho nchedd
    """,
    "SAME": """
        nfs_l3a9d nafs_l3a9d nefs_l3a9d nfs_lcontrat nfs_contrat nafs_lcontrat nafs_contrat nefs_lcontrat
        nfs_ldossier nfs_lkontra nfs_l3akd nafs_l3akd nfs_l3aqd nafs_ra9m nfs_ra9m nfs_numero hadak_l3a9d
        dak_l3a9d had_l3a9d_li_gbel nfsou nafso nfso
    """,
    "CREATE": """
        ndir ndiro nsawb ncree kifach_ndir contrat_jdid 3a9d_jdid lwrae9 wra9 lwra9 lora9 documents
    """,
    "PLACE": """
        lbureau bureau lagence agence lmaktab maktab boutique badge flyers ghanji_l lbiro l_bureau réunion
    """,
    "TWO": """
        jouj_contrat jouj_contrats jouj_dyal_contrat jouj_d_contrat joj_contrat zouj_contrat jouj_3o9od
        jouj_dyal_l3o9oud jouj_d_l3o9od jouj_dial_contrat jouj_contra jouj_kontrat jouj_dosiyat jouj_dossier
        jouj_dossiers jouj_d_dossiers jouj_dyal_les jouj_dyal_ldosiyat 2_contrats 2_contrat 2_dossiers
        2_dossier jouj_de_contrats
    """,
    "HAS": """
        3ndo 3andou 3ando 3ndou 3ndha dar dayr
    """,
    "UNWANTED": """
        mabghach mabghax mabghatch mabghitch mabghash mabghawch ma_bghach ma_bghatch mabghach_ykmel
        mabghach_ykemel mabaghich mabaghix mabaghyach bghitch bghitx bghach bghatch
    """,
    "DAY": """
        ghda nhar sebt lsebt l7ed l7ad had_simana tnin ltnin tlat larb3 lkhmis khmis jm3a jem3a joumou3a
        sbah f_sbah l3chiya simana_jaya lwa9t b3d_ghda la3chiya la3xiya 3chiya f_la3chiya sbah_bekri
    """,
    "AVAILABLE": """
        ghaykoun ghaykon ghatkoun kayn_f_dar f_dar fdar msali disponible dispo wajed mkhedem_nhar_kaml
        khedam_nhar_kaml mkhdem khdam_tal makaynch_f_dar makaynach_f_dar kaykoun_ghir kaykon_ghir
        ghir_f_la3chiya ghir_f_l3chiya ghir_f_sbah la3chiya_kaykoun
    """,
    "SEND": """
        sift sifto siftou sifet sifto_lih siftolih tsifto tsiftou ysifto ysiftou nsifto tsaftou saftou safto
        tsayfto
    """,
    "RIVAL": """
        inwi iam maroc_telecom lconcurrence charika_khra charika_okhra
    """,
    "REMOVE": """
        7iyed 7iydo 7iydou 7yed 7ydo hiyed supprimi supprimiw ysupprimi y7bes n7bes n7bsso 7ebso tsupprima
        ms7o msa7o mse7 mess7o msk7o yms7o ytmse7 nms7o
    """,
    "TWICE": """
        jouj_mrat joj_mrat jouj_marrat mrtin mertin 2_mrat mdoubli mdoubla doubli doubla
    """,
    "ENTERED": """
        dkhelt dkhelto dkhlt tsejel tsjel sejelt tdar dert derna dernalo saisit
    """,
    "ALTERNUMBER": """
        nmra_khra nmra_s7i7a nemra_s7i7a s7i7a s7e7a hahiya nmra_jdida nemra_jdida numero_jdid ra9m_9dim
        raqm_qdim li_3ndkom_qdim li_3ndkom_9dim li_3andkom_9dim nmra_9dima
    """,
    "MYMONEY": """
        flousi flousna lcommission_dyali commission_dyali lflous_dyali lflous_dyawli tkhlest tkhelset
        makhlestonich khlestoni khlsouni
    """,
    "COVERAGE": """
        zone lzone taman tmen chhal_taman fiha_fibre fiha_lfibre eligible mghatya les_offres offres
        catalogue 3adatan f_l3ada guide f_l3adi
    """,
    "ORNOT": """
        wla_mazal ola_mazal wla_la ola_la oula_mazal oula_la wla_ba9i wela_mazal awla_la wla_mazl ma3reftch
        ma3raftch ma3rftch ma3rft m3reftch
    """,
    "DEVICE": """
        lbox box modem lmodem routeur rotor lrouteur lprise lfil
    """,
    "FORGOT": """
        nsitou nsitouh nsitoh nsito nsitouha
    """,
    "LOST": """
        na9sa tlef tlaf tlfo tlfou ma_l9a ma_l9ach ml9ach ml9awch mal9ach mal9awch mal9ahch
    """,
    "ACCOUNT": """
        compte lcompte application lapplication mot_de_passe lappli
    """,
    "GONE": """
        mcha mchat mchaw dar khda khdat tbdel m3a
    """,
    "ANNULLED": """
        tannula tannulat tlgha tlghat
    """,
    "NOSHOW": """
        ma_bant ta_haja_ma_bant mabant ta_haja_mabant hta_haja_ma_bant mawslhom_hta_appel tsenna_walo
        walo_tsenna
    """,
    "OLDPLACE": """
        homa_mchaw mchaw_l_hay ma_l9awch_dar mal9awch_dar
    """,
    "OBSTACLE": """
        makaynch_f_lbox port_f_had khassna_port lport lbor l3essas lgardien jiran_mabghawch
    """,
    "LINE": """
        abonnement
    """,
    "RUDE": """
        khedma_d_walo khdma_d_walo khedma_de_walo khda_100 ghewwet ghwet kayghewt skran
    """,
    "SLOW": """
        ma_kat3elch makatch3elch makat3elch ma_kaywselch makaywselch
    """,
    "NET": """
        lanet
    """,
    "PAYOUT": """
        ma_dkhlatch madkhlatch ma_dkhlatch_liya ma_dkhlouch madkhlouch ma_khelsounich ma_khlsounich
        makhelsounich ma_khelsouni ma_khelstounich makhelstounich
    """,
    "KNOWHOW": """
        kayt7sbo les_points
    """,
    "SAMENAME": """
        b_smiya_wahda b_smia_wa7da
    """,
}
