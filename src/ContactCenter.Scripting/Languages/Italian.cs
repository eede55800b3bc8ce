namespace ContactCenter.Scripting.Languages;

/// <summary>Italian.</summary>
internal static class Italian
{
    private static readonly string[] Months =
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];

    private static readonly LanguageNumbers Numbers = new()
    {
        Decimal = ',',
        Group = '.',
        Units =
        [
            "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici", "quattordici",
            "quindici", "sedici", "diciassette", "diciotto", "diciannove",
        ],
        Feminine = ["una", "due"],
        Neuter = ["uno", "due"],
        Tens = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
        Hundreds =
        [
            "cento", "duecento", "trecento", "quattrocento", "cinquecento", "seicento", "settecento", "ottocento", "novecento",
        ],
        Scales =
        [
            new(Gender.Masculine, "mille", "mila"), new(Gender.Masculine, "un milione", "milioni"), new(Gender.Masculine, "un miliardo", "miliardi"),
        ],
        BareThousand = true,
        Joined = true,
        JoinedThree = "tré",
        DecimalWord = "virgola",
        Minus = "meno",
        Plus = "più",
        More =
        [
            "1=un", "20=vent", "30=trent", "40=quarant", "50=cinquant", "60=sessant", "70=settant", "80=ottant", "90=novant", "100*=cento|cent",
            "1000=mille|mila", "1000000=milione|milioni", "1000000000=miliardo|miliardi",
        ],
        Links = "e",
        AndHalf = "e mezzo|e mezza",
        Fractions = ["0.5=mezzo|mezza"],
        Ordinals =
        [
            "1=prim(o|a)", "2=second(o|a)", "3=terz(o|a)", "4=quart(o|a)", "5=quint(o|a)", "6=sest(o|a)", "7=settim(o|a)", "8=ottav(o|a)",
            "9=non(o|a)", "10=decim(o|a)",
        ],
        OrdinalEndings = "o|a",
        Repeats = ["2=doppi(o|a)"],
        OneOf = static noun => noun.Gender == Gender.Masculine ? "un " + noun.One
            : "aeiou".Contains(noun.One[0], StringComparison.Ordinal) ? "un'" + noun.One : "una " + noun.One,
    };

    private static readonly LanguageCalendar Calendar = new()
    {
        Months = Months,
        MonthForms =
        [
            "gennaio|gen", "febbraio|feb", "marzo|mar", "aprile|apr", "maggio|mag", "giugno|giu", "luglio|lug", "agosto|ago", "settembre|set|sett",
            "ottobre|ott", "novembre|nov", "dicembre|dic",
        ],
        Weekdays = ["domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"],
        OnWeekdays = ["domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"],
        WeekdayForms = ["domenica|dom", "lunedi|lun", "martedi|mart", "mercoledi|mer|merc", "giovedi|gio|giov", "venerdi|ven", "sabato|sab"],
        SpokenDay = static day => day == 1 ? "primo" : NumberSpeller.Say(Language!, day),
        Long = "{1} {2} {3}",
        LongWithWeekday = "{0} {1} {2} {3}",
        Short = "{0:00}/{1:00}/{2:0000}",
        Relative =
        [
            "0=oggi", "1=domani", "2=dopodomani|dopo domani|domani l altro", "-1=ieri", "-2=altro ieri|altroieri|ieri l altro",
        ],
        Fillers = "il|l|lo|di|del|per|giorno|anno|la|in data|nel",
        DayMarks = "il|l|giorno",
        Next = "prossim(o|a)|che viene",
        This = "quest(o|a)",
        Last = "scors(o|a)|passat(o|a)",
        LaterBy = ["7=a otto", "14=a quindici"],
        NextWeek = "settimana prossima|la settimana prossima|della settimana prossima|prossima settimana|la prossima settimana|della prossima settimana",
        In = "fra|tra",
        FromNow = "da oggi|da adesso|da ora",
        Ago = "fa",
        DayUnit = "giorn(o|i)",
        WeekUnit = "settiman(a|e)",
        MonthUnit = "mes(e|i)",
        YearUnit = "ann(o|i)",
    };

    private static readonly LanguageClock Clock = new()
    {
        Spoken = static (hour, minute, at) => (hour, minute, at) switch
        {
            (0, 0, true) => "a mezzanotte",
            (12, 0, true) => "a mezzogiorno",
            (0, 0, false) => "mezzanotte",
            (12, 0, false) => "mezzogiorno",
            (1, _, true) => "all'una" + Minutes(minute),
            (0, _, _) => (at ? "alle " : "") + "zero" + Minutes(minute),
            _ => (at ? "alle " : "") + NumberSpeller.Say(Language!, hour, Gender.Feminine) + Minutes(minute),
        },
        At = "alle {0}",
        AtOne = "all'{0}",
        Before = "alle|all|le|la|ore|l|per le|verso le|verso|a|circa alle|intorno alle|alle ore|per",
        Patterns =
        [
            new("mezzogiorno e mezzo|mezza", 750), new("mezzogiorno e un? quarto", 735), new("mezzogiorno meno un? quarto", 705), new("mezzogiorno e {m}", 720),
            new("mezzogiorno meno {m}", 720, -1), new("mezzogiorno", 720), new("mezzanotte e mezza|mezzo", 30), new("mezzanotte e un? quarto", 15),
            new("mezzanotte meno un? quarto", -15), new("mezzanotte e {m}"), new("mezzanotte meno {m}", 0, -1), new("mezzanotte"),
            new("{h} e mezza|mezzo", 30), new("{h} e un? quarto", 15), new("{h} e tre quarti", 45), new("{h} meno un? quarto", -15),
            new("un quarto alle|all {h}", -15), new("{h} meno {m} minuti?", 0, -1), new("{h} e {m} minuti?"), new("{h} {m}"),
            new("{h} in? punto"), new("{h} ore?"), new("{h}"),
        ],
        Morning = "di mattina|del mattino|mattina|mattino|della mattina|di mattino",
        Afternoon = "di pomeriggio|del pomeriggio|pomeriggio",
        Evening = "di sera|della sera|sera",
        Night = "di notte|della notte|notte",
        Now = "adesso|ora|subito|immediatamente",
    };

    private static readonly LanguageDurations Durations = new()
    {
        Second = new(new(Gender.Masculine, "secondo", "secondi"), "s", "second(o|i)|sec|s"),
        Minute = new(new(Gender.Masculine, "minuto", "minuti"), "min", "minut(o|i)|min|m"),
        Hour = new(new(Gender.Feminine, "ora", "ore"), "h", "or(a|e)|h"),
        Day = new(new(Gender.Masculine, "giorno", "giorni"), "g", "giorn(o|i)|gg|g"),
        Week = new(new(Gender.Feminine, "settimana", "settimane"), "sett.", "settiman(a|e)|sett"),
        One = "secondo|minuto|ora|giorno|settimana|mese|anno",
        Named = ["30=mezz ora|mezzora|mezza ora", "15=un quarto d ora|quarto d ora", "45=tre quarti d ora", "720=mezza giornata"],
        And = "e",
        HalfMore = "e mezza|e mezzo",
        QuarterMore = "e un quarto|e quarto",
    };

    private static readonly LanguageMoney Money = new()
    {
        Written = "{0} {1}",
        Currencies =
        [
            new("EUR", new(Gender.Masculine, "euro", "euro"), new(Gender.Masculine, "centesimo", "centesimi"), "euro|eur", "centesim(o|i)|cent|cents"),
            new("USD", new(Gender.Masculine, "dollaro", "dollari"), new(Gender.Masculine, "centesimo", "centesimi"), "dollar(o|i)", "centesim(o|i)|cent"),
            new("GBP", new(Gender.Feminine, "sterlina", "sterline"), new(Gender.Masculine, "penny", "penny"), "sterlin(a|e)", "penny|pence"),
            new("PLN", new(Gender.Masculine, "zloty", "zloty"), new(Gender.Masculine, "grosz", "grosz"), "zloty", "grosz"),
            new("RUB", new(Gender.Masculine, "rublo", "rubli"), new(Gender.Masculine, "copeco", "copechi"), "rubl(o|i)", "copec(o|hi)"),
        ],
        And = "e",
    };

    private static readonly LanguagePrompts Prompts = new()
    {
        NotUnderstood = "Non ho capito.",
        NotHeard = "Non ho sentito niente.",
        Press = "Per {0}, prema {1}.",
        Hash = "Alla fine prema cancelletto.",
        YesOrNo = "Risponda sì o no.",
        Number = "Serve un numero.",
        NumberBetween = "Serve un numero da {0} a {1}.",
        Money = "Serve una somma, per esempio 12,50 €.",
        Digits = "Servono da {0} a {1} cifre.",
        DigitsExactly = "Servono {0} cifre.",
        Phone = "Serve un numero di telefono, per esempio 333 123 4567.",
        Email = "Serve un indirizzo e-mail, per esempio mario@esempio.it.",
        Address = "Servono via, numero e comune, per esempio via Roma 12, Milano.",
        Date = "Serve una data, per esempio 5 marzo.",
        Time = "Serve un orario, per esempio 15:30.",
        Moment = "Servono giorno e ora, per esempio domani alle 15.",
        Duration = "Serve una durata, per esempio 2 ore.",
        Choice = "Scelga una delle risposte.",
    };

    private static readonly LanguageReplies Replies = new()
    {
        Written = ("sì", "no"),
        Yes = "si|certo|certamente|sicuro|va bene|esatto|esattamente|giusto|d accordo|confermo|ok|okay|come no|volentieri|perfetto|affermativo|corretto|proprio cosi|e cosi|eccome|s",
        No = "no|per niente|assolutamente no|certo che no|niente affatto|negativo|sbagliato|n|mai",
        Not = "non|non e|non sono|non siamo|non mi sembra|non mi pare",
        Denied = "giusto|corretto|esatto|vero|cosi|va bene|d accordo|confermo|ok|okay",
        Unsure = "forse|non so|non lo so|boh|non saprei|non ricordo|non mi ricordo|puo darsi|chissa|dipende|vediamo|un attimo|non sono sicuro|non sono sicura",
        Negations = "non|no|manca|mancano|ne|nessun|nessuno|nessuna|niente|nulla|mai|neanche|nemmeno|neppure|senza|tranne|eccetto|fuorche|esclus(o|a|i|e)|a parte|tutto meno|tutti meno|tutto salvo|tutti salvo|invece d(i|el|ella|ello|ei|elle|egli|ell)|piuttosto che|anziche|odio",
        Fillers = "per favore|per piacere|grazie|allora|e|sono|direi|credo|circa|ecco|beh|dunque|prego|signora|signore|saranno|penso|verso|guardi|solo|il mio numero e|il numero e",
        ChoiceWords = "il|la|l|lo|numero|opzione|scelta|risposta|tasto|premo|scelgo|voglio|vorrei",
        And = "e|ed|piu|anche|e anche",
        Or = "o|oppure|ovvero",
        ListEnd = "e",
        AtSign = "chiocciola|at",
        Dot = "punto",
        Dash = "trattino|meno",
        Underscore = "underscore|trattino basso|sottolineato",
    };

    private static readonly LanguageAddresses Addresses = new()
    {
        StreetWords = "via|viale|corso|piazza|piazzale|piazzetta|largo|vicolo|strada|salita|contrada|località|borgo|lungomare|lungotevere|galleria|v.le|p.za|p.zza|c.so|calle|traversa",
        StreetsAlone = "lungomare|località|borgo|galleria|contrada",
        NumberWords = "numero|n|n.|civico|numero civico|nr|n°",
        FlatWords = "interno|int|int.|scala",
        PlaceWords = "a|comune di|in|comune|città",
        LeadIns = "e|in|abito in|abitiamo in|vivo in|sto in|sono in|siamo in|il mio indirizzo e|l indirizzo e|indirizzo",
        Postcodes = ["99999"],
        Written = "{0} {1}, {3} {2}",
    };

    public static Language Language { get; } = new()
    {
        Code = "it",
        Plural = static n => n.V != 0 ? PluralCategory.Other : n.I == 1 ? PluralCategory.One
            : n.I != 0 && n.I % 1_000_000 == 0 ? PluralCategory.Many : PluralCategory.Other,
        Categories = [PluralCategory.One, PluralCategory.Many, PluralCategory.Other],
        Numbers = Numbers,
        Calendar = Calendar,
        Clock = Clock,
        Durations = Durations,
        Money = Money,
        Replies = Replies,
        Prompts = Prompts,
        Addresses = Addresses,
        Fused = ["domattina=domani mattina", "stasera=oggi sera", "stamattina=oggi mattina", "stamane=oggi mattina", "stanotte=oggi notte"],
    };

    private static string Minutes(int minute) => minute == 0 ? "" : " e " + NumberSpeller.Say(Language!, minute);
}
