namespace ContactCenter.Desktop.Localization;

/// <summary>The words of who administers the center, in Italian: which tenants there are.</summary>
internal static class ItalianCenter
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(ItalianSupervisor.Words, StringComparer.Ordinal)
    {
        ["nav.tenants"] = "Aziende",
        ["nothing.center"] = "Hai effettuato l’accesso come amministratore del centro, che vede quali aziende ci sono e nulla al loro interno; scegli Aziende nel menu.",
        ["tenants.intro"] = "Le modifiche sono verificate, conservate nel registro del centro e subito in vigore. Ciò che avviene in un’azienda riguarda solo il suo personale.",
        ["tenants.tenant"] = "Azienda",
        ["tenants.state"] = "Stato",
        ["tenants.state.Active"] = "Aperta",
        ["tenants.state.Suspended"] = "Sospesa",
        ["tenants.add"] = "Aggiungi un’azienda",
        ["tenants.new"] = "Nuova azienda",
        ["tenants.queues"] = "Prime code",
        ["tenants.queuesHint"] = "guasti, fatture",
        ["tenants.outcomes"] = "Primi esiti",
        ["tenants.outcomesHint"] = "risolto, richiamare",
        ["tenants.suspend"] = "Sospendi",
        ["tenants.suspendWhat"] = "Sospendi: {0}",
        ["tenants.suspendSure"] = "Sospendere {0}? Il suo personale non vedrà più questa azienda e i suoi indirizzi saranno sconosciuti finché non viene riaperta. I dati restano.",
        ["tenants.resume"] = "Riapri",
        ["tenants.resumeWhat"] = "Riapri: {0}",
        ["tenants.close"] = "Chiudi",
        ["tenants.closeWhat"] = "Chiudi: {0}",
        ["tenants.closeSure"] = "Togliere {0} dall’elenco? I dati restano nella sua cartella. Se aggiunta di nuovo con questo id, prosegue con quelli.",
        ["code.CC1222"] = "Così non andrebbe bene.",
        ["code.CC1225"] = "L’azienda non esiste, il suo id è già usato o non è nello stato da cui si parte; guarda di nuovo l’elenco.",
        ["code.CC1226"] = "In questa azienda ci sono conversazioni aperte o messaggi in viaggio; lasciali finire prima.",
    };
}
