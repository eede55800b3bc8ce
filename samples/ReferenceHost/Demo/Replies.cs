using System.Text.RegularExpressions;
using ContactCenter;

namespace ReferenceHost.Demo;

/// <summary>What simulated agents answer, by what the customer's first message is about, in the customer's language.</summary>
internal static partial class Replies
{
    private static readonly QueueId Bookings = new("bookings");

    private static readonly Matter[] Italian =
    [
        new(SmellItalian(), null, new("technician"), "Emergency squad informed, customer waits outside.",
        [
            "Buongiorno, sono {0} di Acme. Apra le finestre, non usi interruttori né fiamme e uscite tutti. A che piano e scala siete?",
            "La squadra di pronto intervento è partita, arriva entro 30 minuti. Restate all'aperto e non rientrate.",
            "Perfetto. Se qualcuno si sente male chiami subito il 112. Il tecnico la chiama quando è in strada.",
        ]),
        new(BillItalian(), Bookings, new("information"), null,
        [
            "Buongiorno, sono {0} di Acme. Volentieri: mi scrive il suo codice cliente?",
            "Grazie, ho registrato tutto. Riceverà una conferma entro oggi. Posso aiutarla in altro?",
            "Grazie a lei, buona giornata.",
        ]),
        new(AppointmentItalian(), Bookings, new("booked"), null,
        [
            "Buongiorno, sono {0} di Acme. Certo, la spostiamo: quale giorno e fascia oraria preferisce?",
            "Ho posto giovedì alle 16. Le va bene?",
            "Confermato. A giovedì.",
        ]),
        new(Anything(), null, new("resolved"), "Checked the customer's data and the open jobs in the area.",
        [
            "Buongiorno, sono {0} di Acme. Mi dispiace per il disagio: ha già provato a riavviare la caldaia con il tasto verde?",
            "Capisco. Mi conferma l'indirizzo e se ci sono persone anziane o bambini in casa?",
            "Un tecnico può passare domani tra le 8 e le 10. Va bene?",
            "Perfetto, è prenotato. A domani.",
        ]),
    ];

    private static readonly Matter[] English =
    [
        new(BillEnglish(), Bookings, new("information"), null,
        [
            "Good day, this is {0} of Acme. I'll gladly look at that. Could you send me your account number or the meter reading?",
            "Thank you. I have found it and passed it on; you will get an e-mail within a day. Would a photo of the meter be possible?",
            "Thanks, that is all we need. We'll put it right.",
        ]),
        new(Anything(), null, new("resolved"), "No planned interruption known; passed to the network desk.",
        [
            "Good day, this is {0} of Acme. Which house number is it, and have your neighbours the same problem?",
            "Thank you. We have a crew in the area; supply should be back by 2 pm. Please keep the valve at the meter closed until then.",
            "You're welcome. Write again if it is not back by then.",
        ]),
    ];

    /// <summary>What an opening is about; the last matter of a language stands for anything.</summary>
    public static Matter MatterOf(string opening) =>
        (IsEnglish().IsMatch(opening) ? English : Italian).First(m => m.About.IsMatch(opening));

    /// <summary>Whether a customer is content.</summary>
    public static bool IsGoodbye(string text) => Goodbye().IsMatch(text);

    /// <summary>One kind of matter.</summary>
    /// <param name="About">How it is recognised.</param>
    /// <param name="Queue">The queue that deals with it, when it is not the first one.</param>
    /// <param name="Outcome">How it usually ends.</param>
    /// <param name="Note">What an agent notes for colleagues.</param>
    /// <param name="Lines">The answers in turn; {0} is the agent.</param>
    internal sealed record Matter(Regex About, QueueId? Queue, DispositionCode Outcome, string? Note, string[] Lines)
    {
        public string Reply(int turn, string agent) => string.Format(null, Lines[Math.Min(turn, Lines.Length - 1)], agent.Split(' ')[0]);
    }

    [GeneratedRegex(@"\b(the|hi|you|please|my|is|good)\b", RegexOptions.IgnoreCase)]
    private static partial Regex IsEnglish();

    [GeneratedRegex("grazie|gentil|buona giornata|thank", RegexOptions.IgnoreCase)]
    private static partial Regex Goodbye();

    [GeneratedRegex("odore|fischio|monossido|tubo|perdita", RegexOptions.IgnoreCase)]
    private static partial Regex SmellItalian();

    [GeneratedRegex("bolletta|autolettura|voltura|fattura|contratto", RegexOptions.IgnoreCase)]
    private static partial Regex BillItalian();

    [GeneratedRegex("appuntamento|verifica|spostare", RegexOptions.IgnoreCase)]
    private static partial Regex AppointmentItalian();

    [GeneratedRegex("bill|account|name|reading", RegexOptions.IgnoreCase)]
    private static partial Regex BillEnglish();

    [GeneratedRegex("")]
    private static partial Regex Anything();
}
