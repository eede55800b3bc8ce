namespace StubCarrier;

/// <summary>What one customer has to say: an opening, then a line for each answer of the agent.</summary>
/// <param name="From">The customer's number (invented).</param>
/// <param name="Lines">The lines, the opening first.</param>
public sealed record Dialogue(string From, IReadOnlyList<string> Lines)
{
    /// <summary>Customers of a gas company in Italy and abroad.</summary>
    public static IReadOnlyList<Dialogue> All { get; } =
    [
        new("+393330000101",
        [
            "Buongiorno, sento odore di gas sul pianerottolo di via Garibaldi 12 a Como. Cosa devo fare?",
            "Ho aperto le finestre e non tocco gli interruttori. L'odore è più forte vicino al contatore.",
            "Terzo piano, scala B, cognome Bianchi sul citofono. Vi aspetto fuori.",
            "Il tecnico è arrivato, grazie mille per la rapidità!",
        ]),
        new("+393330000102",
        [
            "Salve, vorrei comunicare l'autolettura del contatore: 04821",
            "Il codice cliente è 7741209.",
            "Perfetto, grazie. Buona giornata",
        ]),
        new("+393330000103",
        [
            "Da stamattina la caldaia non parte, il contatore segna un errore E02",
            "Sì, ho già premuto il tasto verde per due secondi ma non succede niente",
            "Siamo in via Manzoni 4, c'è un neonato in casa. Quando può passare qualcuno?",
            "Va bene, domani tra le 8 e le 10 sono in casa. Grazie",
        ]),
        new("+447700900104",
        [
            "Hi, I moved into 8 Mill Lane last week and need the gas supply put in my name. What do you need from me?",
            "The meter serial is G4-0093817 and the reading today is 11240.",
            "My e-mail is the one on the letter you sent. Is there anything to sign?",
            "Great, that was easier than I thought. Thank you!",
        ]),
        new("+447700900105",
        [
            "Good evening, my last bill is £312, it is usually about £90. There must be a mistake.",
            "Account 55-20931. I have sent no reading since spring, so maybe it was estimated?",
            "I can send a photo of the meter, it says 20417.",
            "OK, I'll wait for the corrected bill. Thanks for checking.",
        ]),
        new("+393330000106",
        [
            "L'appuntamento di domani per la verifica dell'impianto si può spostare?",
            "Meglio giovedì pomeriggio, dopo le 15 se possibile",
            "Giovedì alle 16 va benissimo, grazie",
        ]),
        new("+393330000107",
        [
            "C'è un cantiere in corso Italia, l'escavatore ha toccato un tubo giallo e si sente un fischio!!",
            "Davanti al numero 45, abbiamo fermato i lavori e allontanato la gente",
            "Sì, i vigili del fuoco sono stati chiamati. Resto qui per indicarvi il punto",
            "Vedo la vostra squadra, grazie",
        ]),
        new("+447700900108",
        [
            "Is there a planned interruption on Harbour Road today? No gas since 9 am.",
            "Number 23. My neighbours have none either.",
            "Thanks, I will check again after 2 pm. 👍",
        ]),
        new("+393330000109",
        [
            "Come faccio ad attivare la bolletta via e-mail?",
            "Il codice cliente è 9902337, l'indirizzo è quello registrato sul contratto",
            "Fatto, ho ricevuto la conferma. Gentilissimi",
        ]),
        new("+393330000110",
        [
            "Ho il rilevatore di monossido che suona ogni tanto, è normale?",
            "La spia è rossa e fa 4 bip. La caldaia è accesa adesso.",
            "Ok, ho spento la caldaia e siamo usciti tutti sul terrazzo.",
            "Stiamo tutti bene, aspettiamo il tecnico. Grazie dell'aiuto",
        ]),
    ];
}
