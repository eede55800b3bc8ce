namespace ContactCenter.Channels.WebForms.Answers;

/// <summary>Every text a person sees, in one language.</summary>
internal sealed record Words
{
    public required string Language { get; init; }
    public required string Thanks { get; init; }
    public required string ThanksMore { get; init; }
    public required string ConfirmSoon { get; init; }
    public required string NotTaken { get; init; }
    public required string NotTakenFields { get; init; }
    public required string NotTakenLater { get; init; }
    public required string NotTakenToken { get; init; }
    public required string NotTakenPost { get; init; }
    public required string NotTakenOrigin { get; init; }
    public required string NoForm { get; init; }
    public required string Send { get; init; }
    public required string ConfirmTitle { get; init; }
    public required string ConfirmAsk { get; init; }
    public required string ConfirmButton { get; init; }
    public required string Confirmed { get; init; }
    public required string ConfirmedMore { get; init; }
    public required string ConfirmedMessage { get; init; }
    public required string LinkOver { get; init; }
    public required string Required { get; init; }
    public required string Twice { get; init; }
    public required Func<int, string> TooLong { get; init; }
    public required Func<int, string> Links { get; init; }
    public required string Phone { get; init; }
    public required string PhoneAbroad { get; init; }
    public required string Email { get; init; }
    public required string Choice { get; init; }
    public required string Time { get; init; }
    public required string Address { get; init; }
    public required string Window { get; init; }
    public required string Past { get; init; }
    public required Func<int, string> TooFar { get; init; }
    public required string Agree { get; init; }

    private static readonly Words English = new()
    {
        Language = "en",
        Thanks = "Thank you.",
        ThanksMore = "We have your request.",
        ConfirmSoon = "We have sent you a message with a link: open it to confirm, and we take care of your request.",
        NotTaken = "Your request was not taken.",
        NotTakenFields = "Please look at what is marked and send it again. Nothing is lost.",
        NotTakenLater = "We cannot take it at the moment. What you typed is still here: please send it again in a minute.",
        NotTakenToken = "Please send it once more: we only make sure that no robot fills in the form.",
        NotTakenPost = "We could not read what the page sent. Please tell whoever looks after the page.",
        NotTakenOrigin = "This form cannot be sent from this page.",
        NoForm = "There is no such form.",
        Send = "Send",
        ConfirmTitle = "Confirm your request",
        ConfirmAsk = "Did you ask us to get in touch with you? Then confirm it here. If you did not, close this page, and nothing happens.",
        ConfirmButton = "Yes, I asked for it",
        Confirmed = "Confirmed.",
        ConfirmedMore = "Thank you. We get in touch with you.",
        ConfirmedMessage = "The address was confirmed by its owner.",
        LinkOver = "This link is not valid, or not any more. Please send the form again.",
        Required = "Please fill this in.",
        Twice = "This came twice; please give one answer.",
        TooLong = static n => $"At most {n} characters.",
        Links = static n => n == 0 ? "Please write no links." : $"At most {n} links.",
        Phone = "This is no telephone number; write it with its area code, such as 06 1234 5678.",
        PhoneAbroad = "This is no telephone number; write it with its country, such as +39 06 1234 5678.",
        Email = "This is no mail address; write one such as name@example.com.",
        Choice = "Please choose one of what is offered.",
        Time = "This is no date and time; write one such as 2026-03-31T09:00.",
        Address = "We need this to reach you the way you have chosen.",
        Window = "This has to be later than the beginning.",
        Past = "This is over already; choose a later time.",
        TooFar = static n => $"At most {n} days from now.",
        Agree = "Please agree before you send.",
    };

    private static readonly Words Italian = new()
    {
        Language = "it",
        Thanks = "Grazie.",
        ThanksMore = "Abbiamo ricevuto la tua richiesta.",
        ConfirmSoon = "Ti abbiamo mandato un messaggio con un link: aprilo per confermare, e ci occupiamo della tua richiesta.",
        NotTaken = "La tua richiesta non è stata presa.",
        NotTakenFields = "Controlla quello che è segnato e invia di nuovo. Niente è andato perso.",
        NotTakenLater = "In questo momento non possiamo prenderla. Quello che hai scritto è ancora qui: invialo di nuovo tra un minuto.",
        NotTakenToken = "Invia ancora una volta, per favore: vogliamo solo essere sicuri che non sia un robot a compilare il modulo.",
        NotTakenPost = "Non siamo riusciti a leggere quello che la pagina ha mandato. Avvisa chi cura la pagina, per favore.",
        NotTakenOrigin = "Questo modulo non può essere inviato da questa pagina.",
        NoForm = "Questo modulo non esiste.",
        Send = "Invia",
        ConfirmTitle = "Conferma la tua richiesta",
        ConfirmAsk = "Ci hai chiesto di contattarti? Allora confermalo qui. Altrimenti chiudi questa pagina, e non succede niente.",
        ConfirmButton = "Sì, l'ho chiesto io",
        Confirmed = "Confermato.",
        ConfirmedMore = "Grazie. Ti contatteremo.",
        ConfirmedMessage = "L'indirizzo è stato confermato da chi lo usa.",
        LinkOver = "Questo link non è valido, o non lo è più. Invia di nuovo il modulo, per favore.",
        Required = "Questo campo serve.",
        Twice = "È arrivato due volte; dai una sola risposta.",
        TooLong = static n => $"Al massimo {n} caratteri.",
        Links = static n => n == 0 ? "Non scrivere link, per favore." : $"Al massimo {n} link.",
        Phone = "Non è un numero di telefono; scrivilo con il prefisso, per esempio 06 1234 5678.",
        PhoneAbroad = "Non è un numero di telefono; scrivilo con il paese, per esempio +39 06 1234 5678.",
        Email = "Non è un indirizzo e-mail; scrivine uno come nome@example.com.",
        Choice = "Scegli una delle possibilità offerte.",
        Time = "Non è una data con ora; scrivine una come 2026-03-31T09:00.",
        Address = "Serve per contattarti nel modo che hai scelto.",
        Window = "Deve venire dopo l'inizio.",
        Past = "È già passato; scegli un momento più avanti.",
        TooFar = static n => $"Al massimo {n} giorni da oggi.",
        Agree = "Per inviare serve il tuo consenso.",
    };

    public static Words In(string language) => language == "it" ? Italian : English;
}
