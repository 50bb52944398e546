"""The answers JARVIS gives until somebody publishes better ones: every key in French and Arabic."""

from jarvis_domain.answering.templates import Catalogue, Template, TemplateKey

_TEMPLATES = (
    Template(
        key=TemplateKey.DOSSIER_INCOMPLET,
        fr="📄 *{numero}* : dossier incomplet ({releve}).\n"
        "Merci de compléter les pièces manquantes pour que le traitement reprenne.",
        ar="📄 العقد *{numero}*: الملف غير مكتمل ({releve}).\n"
        "المرجو استكمال الوثائق الناقصة لكي تستأنف المعالجة.",
    ),
    Template(
        key=TemplateKey.FERME,
        fr="🔒 *{numero}* : contrat fermé ({releve}).\n"
        "Le dossier est clôturé chez Orange. Si ce n'est pas normal, écrivez-nous.",
        ar="🔒 العقد *{numero}*: مغلق ({releve}).\nتم إغلاق الملف لدى أورنج. إذا لم يكن هذا صحيحا، راسلونا.",
    ),
    Template(
        key=TemplateKey.ACTIVATION_LANCEE,
        fr="🚀 *{numero}* : activation lancée ({releve}).\n"
        "L'activation de la ligne est en cours, rien à faire pour l'instant.",
        ar="🚀 العقد *{numero}*: تم إطلاق التفعيل ({releve}).\n"
        "تفعيل الخط جار، ولا يلزمكم القيام بأي شيء حاليا.",
    ),
    Template(
        key=TemplateKey.BO_FIXE,
        fr="⏳ *{numero}* : en cours au BO fixe ({releve}).\n"
        "Le back-office fixe traite le dossier, rien à faire pour l'instant.",
        ar="⏳ العقد *{numero}*: قيد المعالجة لدى BO fixe ({releve}).\n"
        "مصلحة الهاتف الثابت تعالج الملف، ولا يلزمكم القيام بأي شيء حاليا.",
    ),
    Template(
        key=TemplateKey.BO_PRESTATAIRE,
        fr="⏳ *{numero}* : en cours au BO prestataire ({releve}).\n"
        "Le back-office du prestataire traite le dossier, rien à faire pour l'instant.",
        ar="⏳ العقد *{numero}*: قيد المعالجة لدى BO prestataire ({releve}).\n"
        "مصلحة الشركة المكلفة تعالج الملف، ولا يلزمكم القيام بأي شيء حاليا.",
    ),
    Template(
        key=TemplateKey.REFUSE_PAR_BO,
        fr="❌ *{numero}* : refusé par le BO ({releve}).\n"
        "Vérifiez le dossier et demandez le motif au back-office avant de le renvoyer.",
        ar="❌ العقد *{numero}*: مرفوض من طرف BO ({releve}).\n"
        "المرجو مراجعة الملف وسؤال الإدارة عن سبب الرفض قبل إعادة إرساله.",
    ),
    Template(
        key=TemplateKey.STATUT_AUTRE,
        fr="📌 *{numero}* : « {libelle} » ({releve}).\n"
        "C'est ce qu'affiche le portail ; un collègue est prévenu et pourra vous en dire plus.",
        ar="📌 العقد *{numero}*: «{libelle}» ({releve}).\n"
        "هذا ما يظهر في البوابة، وقد أبلغنا أحد الزملاء ليوضح لكم أكثر.",
    ),
    Template(
        key=TemplateKey.CONTRAT_INTROUVABLE,
        fr="🔎 *{numero}* : introuvable sur le portail.\nVérifiez le numéro et renvoyez-le-moi.",
        ar="🔎 العقد *{numero}*: غير موجود في البوابة.\nالمرجو التأكد من الرقم وإعادة إرساله.",
    ),
    Template(
        key=TemplateKey.CONTRATS_EN_TROP,
        fr="✋ Je réponds à {maximum} contrats à la fois. À renvoyer dans un autre message : {numeros}",
        ar="✋ أجيب عن {maximum} عقود في كل مرة. المرجو إرسال الباقي في رسالة أخرى: {numeros}",
    ),
    Template(
        key=TemplateKey.DEMANDE_NUMERO,
        fr="🙂 Quel est le numéro du contrat ?\nÉcrivez-le ainsi : FxxxxxxxD (F, 7 chiffres, D).",
        ar="🙂 ما هو رقم العقد؟\nاكتبوه هكذا: FxxxxxxxD (حرف F ثم 7 أرقام ثم حرف D).",
    ),
    Template(
        key=TemplateKey.NUMERO_INCOMPLET,
        fr="✏️ Numéro incomplet : « {vu} ».\nÉcrivez-le ainsi : FxxxxxxxD (F, 7 chiffres, D).",
        ar="✏️ رقم غير مكتمل: «{vu}».\nاكتبوه هكذا: FxxxxxxxD (حرف F ثم 7 أرقام ثم حرف D).",
    ),
    Template(
        key=TemplateKey.CORRECTION,
        fr="✏️ compris : {numero}. Si ce n'est pas le bon, renvoyez-le-moi.",
        ar="✏️ الرقم كما فهمته: {numero}. إذا لم يكن صحيحا، أعيدوا إرساله.",
    ),
    Template(
        key=TemplateKey.AIDE,
        fr="👋 Bonjour ! Envoyez-moi un numéro de contrat (FxxxxxxxD), je vous donne son statut.\n"
        "Jusqu'à {maximum} numéros par message. Un souci ? Décrivez-le avec le numéro.",
        ar="👋 مرحبا! أرسلوا لي رقم العقد (FxxxxxxxD) وسأعطيكم حالته.\n"
        "يمكن إرسال {maximum} أرقام في رسالة واحدة. لديكم مشكل؟ اكتبوه مع رقم العقد.",
    ),
    Template(
        key=TemplateKey.PORTAIL_INDISPONIBLE,
        fr="⏱️ *{numero}* : service indisponible, le portail ne répond pas.\n"
        "Je vous réponds dès son retour, inutile de renvoyer le message.",
        ar="⏱️ العقد *{numero}*: الخدمة غير متوفرة، البوابة لا تستجيب.\n"
        "سأجيبكم فور عودتها، لا داعي لإعادة إرسال الرسالة.",
    ),
    Template(
        key=TemplateKey.REPONSE_ANCIENNE,
        fr="⚠️ Le portail ne répond pas : dernier statut connu, il y a {age}.",
        ar="⚠️ البوابة لا تستجيب: هذه آخر حالة معروفة، منذ {age}.",
    ),
    Template(
        key=TemplateKey.RECLAMATION_SANS_NUMERO,
        fr="📝 Je note votre réclamation.",
        ar="📝 سأسجل شكايتكم.",
    ),
    Template(
        key=TemplateKey.RECLAMATION_OUVERTE,
        fr="📝 Réclamation notée : {type} ({numeros}).\nLe back-office la traite et revient vers vous.",
        ar="📝 تم تسجيل شكايتكم: {type} ({numeros}).\nستعالجها الإدارة وتعود إليكم.",
    ),
    Template(
        key=TemplateKey.RECLAMATION_DETAILS,
        fr="📝 Réclamation : {type}.\nDécrivez le problème en une ou deux phrases (0 = annuler).",
        ar="📝 الشكاية: {type}.\nالمرجو وصف المشكل في جملة أو جملتين (0 = إلغاء).",
    ),
    Template(
        key=TemplateKey.RECLAMATION_MENU,
        fr="📝 Quel est le problème ? Répondez par un chiffre (0 = annuler) :\n{choix}",
        ar="📝 ما هو المشكل؟ أجيبوا برقم واحد (0 = إلغاء):\n{choix}",
    ),
    Template(
        key=TemplateKey.RECLAMATION_CONFIRMATION,
        fr="📝 Réclamation : {type} ({numeros}). « {details} »\nJe l'envoie ? 1 = oui, 0 = annuler",
        ar="📝 الشكاية: {type} ({numeros}). «{details}»\nهل أرسلها؟ 1 = نعم، 0 = إلغاء",
    ),
    Template(
        key=TemplateKey.RECLAMATION_ABANDONNEE,
        fr="👌 C'est annulé : je n'ai pas envoyé de réclamation.",
        ar="👌 تم الإلغاء: لم أرسل أي شكاية.",
    ),
    Template(
        key=TemplateKey.RECLAMATION_SUIVI,
        fr="📋 *{numero}* : réclamation « {type} » du {date}.\nOù elle en est : {etat}.",
        ar="📋 العقد *{numero}*: شكاية «{type}» بتاريخ {date}.\nحالتها: {etat}.",
    ),
    Template(
        key=TemplateKey.RECLAMATION_AUCUNE,
        fr="📋 Vous n'avez pas de réclamation en cours.\nUn souci ? Décrivez-le avec le numéro du contrat.",
        ar="📋 ليست لديكم أي شكاية جارية.\nلديكم مشكل؟ اكتبوه مع رقم العقد.",
    ),
    Template(
        key=TemplateKey.RECLAMATION_RESOLUE,
        fr="✅ *{numero}* : votre réclamation est résolue.\n"
        "Le problème continue ? Répondez-nous sous 7 jours.",
        ar="✅ العقد *{numero}*: تم حل شكايتكم.\nإذا استمر المشكل، راسلونا خلال 7 أيام.",
    ),
    Template(
        key=TemplateKey.TICKET_ESCALADE,
        fr="📤 *{numero}* : dossier transmis à Orange, ticket {ticket}.\nNous vous tenons au courant ici.",
        ar="📤 العقد *{numero}*: أحيل الملف على أورنج، التذكرة {ticket}.\nسنخبركم هنا بكل جديد.",
    ),
    Template(
        key=TemplateKey.TICKET_RESOLU,
        fr="✅ *{numero}* : Orange a résolu le ticket {ticket}.\nTout est en ordre ? Sinon, répondez-nous.",
        ar="✅ العقد *{numero}*: حلت أورنج التذكرة {ticket}.\nإذا بقي أي مشكل، راسلونا.",
    ),
    Template(
        key=TemplateKey.LIMITE_ATTEINTE,
        fr="✋ Beaucoup de demandes d'un coup : patientez {attente}, puis renvoyez les dernières.\n"
        "Vous pouvez mettre {maximum} numéros dans un seul message.",
        ar="✋ طلبات كثيرة دفعة واحدة: انتظروا {attente} ثم أعيدوا إرسال الأخيرة.\n"
        "يمكنكم وضع {maximum} أرقام في رسالة واحدة.",
    ),
    Template(
        key=TemplateKey.MEDIA_NON_LU,
        fr="🙏 Je ne peux pas encore lire {media}.\nÉcrivez-le-moi, avec le numéro du contrat (FxxxxxxxD).",
        ar="🙏 لا يمكنني بعد قراءة {media}.\nاكتبوا لي ذلك مع رقم العقد (FxxxxxxxD).",
    ),
    Template(
        key=TemplateKey.RELAIS_HUMAIN,
        fr="🤝 Je passe votre demande à un collègue, il vous répondra ici.",
        ar="🤝 سأحيل طلبكم على أحد الزملاء، وسيجيبكم هنا.",
    ),
    Template(
        key=TemplateKey.MERCI,
        fr="🙏 Merci, votre avis est noté.",
        ar="🙏 شكرا، تم تسجيل رأيكم.",
    ),
    Template(
        key=TemplateKey.NON_INSCRIT,
        fr="🙏 Ce service est réservé aux partenaires inscrits.\nDemandez à TKTM d'ajouter votre numéro.",
        ar="🙏 هذه الخدمة مخصصة للشركاء المسجلين.\nالمرجو طلب إضافة رقمكم من TKTM.",
    ),
)


def default_catalogue() -> Catalogue:
    """The texts JARVIS comes with, every key."""
    return Catalogue(templates={template.key: template for template in _TEMPLATES})


DEFAULT_CATALOGUE = default_catalogue()
