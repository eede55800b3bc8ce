namespace ContactCenter.Desktop.Localization;

/// <summary>The words around the editor of scripts, in Italian.</summary>
internal static class ItalianEditor
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(ItalianTemplates.Words, StringComparer.Ordinal)
    {
        ["admin.scripts"] = "Script",
        ["admin.script"] = "Prima riga",
        ["admin.languages"] = "File a lato",
        ["editor.title"] = "Lo script {0}",
        ["editor.new"] = "Nuovo script",
        ["editor.intro"] = "Ciò che comincia da ora segue quello che si salva qui; chi è su un testo precedente ci resta. Quando si cambia qualcosa, si alza la versione nella prima riga.",
        ["editor.readOnly"] = "Si può leggere lo script e provare modifiche; le salva un amministratore.",
        ["editor.unknown"] = "Non c’è nessuno script con questo nome.",
        ["editor.name"] = "Nome",
        ["editor.text"] = "Lo script",
        ["editor.contracts"] = "Ciò su cui si appoggia: record, eventi, azioni, altri script",
        ["editor.side"] = "File a lato: {0}",
        ["editor.language"] = "Aggiungi un file a lato per una lingua (due lettere)",
        ["editor.add"] = "Aggiungi",
        ["editor.badLanguage"] = "Una lingua ha due lettere minuscole, come it.",
        ["editor.format"] = "Riordina",
        ["editor.save"] = "Salva",
        ["editor.saved"] = "Salvato. Le nuove conversazioni lo seguono.",
        ["editor.found"] = "Che cosa si è trovato",
        ["editor.right"] = "Non c’è niente di sbagliato.",
        ["editor.checking"] = "Controllo in corso…",
        ["editor.away"] = "Il centro si sta riavviando; quello che hai scritto resta qui.",
        ["editor.counts"] = "{0} da correggere, {1} da valutare",
        ["editor.error"] = "Correggere",
        ["editor.warning"] = "Valutare",
        ["editor.line"] = "riga {0}",
        ["editor.fix"] = "Rimedio: {0}",
        ["editor.by"] = "Ci si arriva da: {0}",
        ["editor.changes"] = "Che cosa cambia",
        ["editor.unsaved"] = "Le modifiche non sono salvate. Uscire lo stesso?",
        ["editor.leave"] = "Esci",
        ["editor.stay"] = "Resta",
        ["editor.back"] = "Tutta la configurazione",
    };
}
