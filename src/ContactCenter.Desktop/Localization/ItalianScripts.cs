namespace ContactCenter.Desktop.Localization;

/// <summary>The words around scripts that guide agents, in Italian.</summary>
internal static class ItalianScripts
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(ItalianFigures.Words, StringComparer.Ordinal)
    {
        ["event.script.requested"] = "Inizia un copione",
        ["event.script.joined"] = "Un copione prosegue qui",
        ["event.script.left"] = "Il copione è finito",
        ["event.script.forwarded"] = "Il copione prosegue in un’altra conversazione",
        ["script.label"] = "Copione",
        ["script.which"] = "{0}, versione {1}",
        ["script.busy"] = "Il copione sta eseguendo qualcosa; un momento.",
        ["script.waits"] = "Il copione aspetta.",
        ["script.article"] = "Conoscenza: {0}",
        ["script.send"] = "Invia e prosegui",
        ["script.said"] = "Detto, prosegui",
        ["script.read"] = "Letto, prosegui",
        ["script.answer"] = "Che cosa risponde il cliente",
        ["script.enter"] = "Inserisci",
        ["script.elsewhere"] = "Vai altrove nel copione",
        ["script.where"] = "Dove",
        ["script.back"] = "Alla domanda precedente",
        ["script.why"] = "Perché",
        ["script.go"] = "Vai",
        ["code.CC1261"] = "Il cliente è stato cancellato, e con lui ciò che il copione sapeva.",
        ["code.CC1262"] = "Il copione si è fermato; un amministratore trova il perché nel registro.",
        ["code.CC1263"] = "In questa conversazione non c’è nessun copione.",
        ["code.CC1264"] = "Intanto il copione è andato avanti; guarda di nuovo.",
        ["code.CC1266"] = "Non c’è una domanda a cui tornare, o dopo è stato fatto qualcosa di irreversibile.",
        ["code.CC1267"] = "Il copione non ha un passo di quel nome in cui andare in ogni momento.",
        ["code.CC1268"] = "Troppi passi lasciati per strada; prima torna da uno.",
        ["code.CC1269"] = "È più lungo di quanto si possa conservare; accorcialo.",
        ["rule.script-unknown"] = "non c’è un copione “{0}”.",
        ["rule.script-name"] = "nella prima riga il copione si chiama “{0}”, qui “{1}”.",
        ["rule.script-large"] = "il copione è troppo grande; al massimo {0} byte.",
        ["rule.script-starts"] = "avvia “{0}”, che non esiste.",
        ["rule.script-unanswered"] = "su “{1}” non si può rispondere, quindi nessun copione riceve lì.",
        ["rule.script-action"] = "usa l’azione “{0}”, che nessun pacchetto offre.",
        ["rule.script-fault"] = "riga {0}, colonna {3}: {2} ({1})",
        ["rule.script-contracts"] = "riga {0}, colonna {3}: {2} ({1})",
    };
}
