namespace ContactCenter.Desktop.Localization;

/// <summary>The words around templates of messages, in Italian.</summary>
internal static class ItalianTemplates
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(ItalianCenter.Words, StringComparer.Ordinal)
    {
        ["admin.templates"] = "Modelli di messaggio",
        ["admin.template"] = "Modello",
        ["admin.templateHint"] = "clinica/promemoria",
        ["admin.takes"] = "Che cosa prende, nell’ordine in cui lo danno gli script",
        ["admin.takesHint"] = "nome: text, quando: moment, nota: text optional",
        ["admin.templateFor"] = "Canali (nessuno: tutti)",
        ["admin.templateForHint"] = "per esempio sms, email",
        ["admin.templateTexts"] = "Lingue",
        ["admin.templateText"] = "Testo in {0}",
        ["admin.templateShort"] = "Per SMS in {0} (vuoto: lo stesso)",
        ["admin.templateTextHint"] = "Gentile {nome}, la aspettiamo {quando|on}.",
        ["language.it"] = "italiano",
        ["language.pl"] = "polacco",
        ["language.ru"] = "russo",
        ["language.en"] = "inglese",
        ["rule.template-name"] = "“{0}” non è un nome di modello: parole con / in mezzo, come clinica/promemoria.",
        ["rule.template-takes"] = "ha {0} caratteri; al massimo {1}.",
        ["rule.template-order"] = "“{0}” sta dopo un valore facoltativo; metta in fondo quelli facoltativi.",
        ["rule.template-empty"] = "non c’è nessun testo; ne scriva uno.",
        ["rule.template-blank"] = "è vuoto; scriva il testo o tolga la lingua.",
        ["rule.template-fault"] = "riga {0}, colonna {3}: {2} ({1})",
        ["rule.template-channel"] = "riga {0}: “{1}” è inviato con {2}, ed è per {3}; lo invii con uno di questi, o lo permetta anche per {2}.",
        ["rule.template-language"] = "riga {0}: “{1}” non ha un testo in “{2}”, la prima lingua dello script; lo aggiunga al modello.",
        ["rule.template-sent"] = "lo script “{0}” lo invia alla riga {1} e non sarebbe più giusto; cambi prima lo script, o tutti e due insieme. {2}",
    };
}
