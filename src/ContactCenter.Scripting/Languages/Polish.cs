namespace ContactCenter.Scripting.Languages;

/// <summary>Polish.</summary>
internal static class Polish
{
    private static readonly string[] Months =
    [
        "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
    ];

    /// <summary>First to twentieth of masculine days, in the genitive.</summary>
    private static readonly string[] Days =
    [
        "pierwszego", "drugiego", "trzeciego", "czwartego", "piątego", "szóstego", "siódmego", "ósmego", "dziewiątego", "dziesiątego",
        "jedenastego", "dwunastego", "trzynastego", "czternastego", "piętnastego", "szesnastego", "siedemnastego", "osiemnastego",
        "dziewiętnastego", "dwudziestego",
    ];

    /// <summary>Midnight's hour to the twentieth, feminine, without the ending.</summary>
    private static readonly string[] Hours =
    [
        "zerow", "pierwsz", "drug", "trzeci", "czwart", "piąt", "szóst", "siódm", "ósm", "dziewiąt", "dziesiąt", "jedenast", "dwunast", "trzynast",
        "czternast", "piętnast", "szesnast", "siedemnast", "osiemnast", "dziewiętnast", "dwudziest",
    ];

    private static readonly LanguageNumbers Numbers = new()
    {
        Decimal = ',',
        Group = ' ',
        Units =
        [
            "zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć", "jedenaście", "dwanaście",
            "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście", "osiemnaście", "dziewiętnaście",
        ],
        Feminine = ["jedna", "dwie"],
        Neuter = ["jedno", "dwa"],
        Tens = ["dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt", "osiemdziesiąt", "dziewięćdziesiąt"],
        Hundreds = ["sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"],
        Scales =
        [
            new(Gender.Masculine, "tysiąc", "tysiące", "tysięcy", "tysiąca"), new(Gender.Masculine, "milion", "miliony", "milionów", "miliona"),
            new(Gender.Masculine, "miliard", "miliardy", "miliardów", "miliarda"),
        ],
        BareThousand = true,
        FixedOneInCompounds = true,
        DecimalWord = "przecinek",
        Minus = "minus",
        Plus = "plus",
        More = ["1=jedn(ą|ej|ego)", "2=dwóch|dwoje|dwu", "3=trzech", "4=czterech", "1000=tysiąca", "1000000=miliona", "1000000000=miliarda"],
        AndHalf = "i pół",
        Fractions = ["0.5=pół|połowa", "1.5=półtora|półtorej"],
        Ordinals =
        [
            "1=pierwsz(y|ego|a|ej|ą|ym|e)", "2=drug(i|iego|a|iej|ą|im|ie)", "3=trzec(i|iego|ia|iej|ią|im|ie)", "4=czwart(y|ego|a|ej|ą|ym|e)",
            "5=piąt(y|ego|a|ej|ą|ym|e)", "6=szóst(y|ego|a|ej|ą|ym|e)", "7=siódm(y|ego|a|ej|ą|ym|e)", "8=ósm(y|ego|a|ej|ą|ym|e)",
            "9=dziewiąt(y|ego|a|ej|ą|ym|e)", "10=dziesiąt(y|ego|a|ej|ą|ym|e)", "11=jedenast(y|ego|a|ej|ą|ym|e)", "12=dwunast(y|ego|a|ej|ą|ym|e)",
            "13=trzynast(y|ego|a|ej|ą|ym|e)", "14=czternast(y|ego|a|ej|ą|ym|e)", "15=piętnast(y|ego|a|ej|ą|ym|e)",
            "16=szesnast(y|ego|a|ej|ą|ym|e)", "17=siedemnast(y|ego|a|ej|ą|ym|e)", "18=osiemnast(y|ego|a|ej|ą|ym|e)",
            "19=dziewiętnast(y|ego|a|ej|ą|ym|e)", "20=dwudziest(y|ego|a|ej|ą|ym|e)", "30=trzydziest(y|ego|a|ej|ą|ym|e)", "40=czterdziest(y|ego)", "50=pięćdziesiąt(y|ego)", "60=sześćdziesiąt(y|ego)",
            "70=siedemdziesiąt(y|ego)", "80=osiemdziesiąt(y|ego)", "90=dziewięćdziesiąt(y|ego)", "0=zerow(a|ej|ą)",
        ],
        OrdinalEndings = "go|ego|szego|giego|ciego|tego|y|szy|ty",
        OrdinalHyphen = true,
    };

    private static readonly LanguageCalendar Calendar = new()
    {
        Months = Months,
        MonthForms =
        [
            "stycz(eń|nia|niu)|sty", "lut(y|ego|ym)|lut", "mar(zec|ca|cu)|mar", "kwie(cień|tnia|tniu)|kwi", "maj(|a|u)", "czerw(iec|ca|cu)|cze",
            "lip(iec|ca|cu)|lip", "sierp(ień|nia|niu)|sie", "wrze(sień|śnia|śniu)|wrz", "paździer(nik|nika|niku)|paź", "listopad(|a|zie)|lis",
            "grud(zień|nia|niu)|gru",
        ],
        Weekdays = ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"],
        OnWeekdays = ["w niedzielę", "w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę"],
        WeekdayForms =
        [
            "niedziel(a|ę|i|ą)|nd|ndz", "poniedział(ek|ku|kiem)|pon|pn", "wtor(ek|ku|kiem)|wt", "śro(da|dę|dy|dzie)|śr", "czwart(ek|ku|kiem)|czw",
            "piąt(ek|ku|kiem)|pt", "sobo(ta|tę|ty|cie)|sob",
        ],
        SpokenDay = static day => day switch
        {
            <= 20 => Days[day - 1],
            < 30 => "dwudziestego " + Days[day - 21],
            30 => "trzydziestego",
            _ => "trzydziestego pierwszego",
        },
        Long = "{1} {2} {3}",
        LongWithWeekday = "{0}, {1} {2} {3}",
        Short = "{0:00}.{1:00}.{2:0000}",
        Relative = ["0=dziś|dzisiaj", "1=jutro", "2=pojutrze", "3=popojutrze", "-1=wczoraj", "-2=przedwczoraj"],
        Fillers = "w|we|na|dnia|dzień|roku|r",
        DayMarks = "dnia",
        Next = "przyszł(y|a|ą|ym|ej)|następn(y|a|ą|ym|ej)",
        This = "ten|tę|ta|tym|tej|tego|dzisiejsz(y|ego|ym|ej)|najbliższ(y|a|ą|ym|ej)",
        NextWeek = "w przyszłym tygodniu|przyszłym tygodniu|przyszłego tygodnia|w następnym tygodniu|następnym tygodniu|następnego tygodnia",
        NextIsOfNextWeek = true,
        In = "za",
        FromNow = "od dziś|od teraz",
        Ago = "temu",
        DayUnit = "dzień|dni|dnia",
        WeekUnit = "tydzień|tygodni(|e|a|u)",
        MonthUnit = "miesiąc(|e|a)|miesięcy",
        YearUnit = "rok|lata|lat|roku|r",
    };

    private static readonly LanguageClock Clock = new()
    {
        Spoken = static (hour, minute, at) => (hour, minute, at) switch
        {
            (0, 0, true) => "o północy",
            (12, 0, true) => "w południe",
            (0, 0, false) => "północ",
            (12, 0, false) => "południe",
            _ => (at ? "o " : "") + HourName(hour, at ? "ej" : "a")
                + (minute == 0 ? "" : (minute < 10 ? " zero " : " ") + NumberSpeller.Say(Language!, minute)),
        },
        At = "o {0}",
        Before = "o|godzina|godzinie|na|na godzinę|około|koło|o godzinie|godz|o godz|ok|w",
        Patterns =
        [
            new("południe|południu|południem|południa", 720), new("północ|północy|północą"), new("wpół do {h}", -30), new("pół do {h}", -30),
            new("kwadrans po {h}", 15), new("za kwadrans {h}", -15), new("kwadrans przed {h}", -15), new("trzy kwadranse po {h}", 45),
            new("{m} minut|minuty? po {h}"), new("za {m} minut|minuty? {h}", 0, -1), new("{m} minut|minuty? przed {h}", 0, -1),
            new("{h} zero {m}"), new("{h} {m}"), new("{h} i? {m} minut|minuty"), new("{h} zero zero"), new("{h} godzina?"), new("{h}"),
        ],
        Morning = "rano|z rana|przed południem|nad ranem",
        Afternoon = "po południu|popołudniu|popołudnie",
        Evening = "wieczorem|wieczór|wieczoru",
        Night = "w nocy|nocą",
        Now = "teraz|natychmiast|zaraz|od razu",
    };

    private static readonly LanguageDurations Durations = new()
    {
        Second = new(new(Gender.Feminine, "sekunda", "sekundy", "sekund", "sekundy"), "s", "sekund(a|y|ę|)|sek|s"),
        Minute = new(new(Gender.Feminine, "minuta", "minuty", "minut", "minuty"), "min", "minut(a|y|ę|)|min|m"),
        Hour = new(new(Gender.Feminine, "godzina", "godziny", "godzin", "godziny"), "godz.", "godzin(a|y|ę|)|godz|h|g"),
        Day = new(new(Gender.Masculine, "dzień", "dni", "dni", "dnia"), "dni", "dzień|dni|dnia|doba|doby|dób"),
        Week = new(new(Gender.Masculine, "tydzień", "tygodnie", "tygodni", "tygodnia"), "tyg.", "tydzień|tygodni(|e|a)|tyg"),
        One = "sekund(a|ę)|minut(a|ę)|godzin(a|ę)|dzień|dob(a|ę)|tydzień|miesiąc|rok",
        Named = ["30=pół godziny|pół godzinki|półgodziny", "15=kwadrans|kwadrans godziny", "45=trzy kwadranse", "90=półtorej godziny|półtora godziny", "720=pół dnia"],
        And = "i|oraz",
        HalfMore = "i pół",
        QuarterMore = "i kwadrans|i ćwierć",
    };

    private static readonly LanguageMoney Money = new()
    {
        Written = "{0} {1}",
        Currencies =
        [
            new(
                "PLN", new(Gender.Masculine, "złoty", "złote", "złotych", "złotego"), new(Gender.Masculine, "grosz", "grosze", "groszy", "grosza"),
                "złot(y|e|ych|ego)|zł|złotówek|złotówki|pln", "grosz(|e|y|a)|gr"),
            new(
                "EUR", new(Gender.Neuter, "euro", "euro"), new(Gender.Masculine, "cent", "centy", "centów", "centa"), "euro", "cent(|y|ów|a)"),
            new(
                "USD", new(Gender.Masculine, "dolar", "dolary", "dolarów", "dolara"), new(Gender.Masculine, "cent", "centy", "centów", "centa"),
                "dolar(|y|ów|a)", "cent(|y|ów|a)"),
            new(
                "GBP", new(Gender.Masculine, "funt", "funty", "funtów", "funta"), new(Gender.Masculine, "pens", "pensy", "pensów", "pensa"),
                "funt(|y|ów|a)", "pens(|y|ów|a)"),
            new(
                "RUB", new(Gender.Masculine, "rubel", "ruble", "rubli", "rubla"), new(Gender.Feminine, "kopiejka", "kopiejki", "kopiejek", "kopiejki"),
                "rub(el|le|li|la)", "kopiej(ka|ki|ek)"),
        ],
        And = "i",
    };

    private static readonly LanguagePrompts Prompts = new()
    {
        NotUnderstood = "Nie rozumiem.",
        NotHeard = "Nic nie słyszę.",
        Press = "{0}: proszę wybrać {1}.",
        Hash = "Na końcu proszę wybrać krzyżyk.",
        YesOrNo = "Proszę odpowiedzieć tak lub nie.",
        Number = "Proszę podać liczbę.",
        NumberBetween = "Proszę podać liczbę od {0} do {1}.",
        Money = "Proszę podać kwotę, na przykład 12,50 zł.",
        Digits = "Proszę podać od {0} do {1} cyfr.",
        DigitsExactly = "Liczba cyfr: {0}.",
        Phone = "Proszę podać numer telefonu, na przykład 601 234 567.",
        Email = "Proszę podać adres e-mail, na przykład jan@przyklad.pl.",
        Address = "Proszę podać ulicę, numer i miejscowość, na przykład Długa 3, Warszawa.",
        Date = "Proszę podać datę, na przykład 5 marca.",
        Time = "Proszę podać godzinę, na przykład 15:30.",
        Moment = "Proszę podać dzień i godzinę, na przykład jutro o 15.",
        Duration = "Proszę podać czas, na przykład 2 godziny.",
        Choice = "Proszę wybrać jedną z odpowiedzi.",
    };

    private static readonly LanguageReplies Replies = new()
    {
        Written = ("tak", "nie"),
        Yes = "tak|owszem|jasne|pewnie|zgadza się|zgoda|dobrze|ok|okej|potwierdzam|zgadzam się|racja|no tak|w porządku|dokładnie|t|no pewnie|jak najbardziej",
        No = "nie|wcale|skądże|absolutnie nie|oczywiście że nie|jasne że nie|pewnie że nie|niedobrze|nieprawda|w żadnym razie|nigdy|n|wcale nie|nie dziękuję|na pewno nie",
        Emphatic = "oczywiście|naturalnie",
        Not = "nie|nie jest|nie są|nie jestem",
        Denied = "dobrze|zgadza się|zgadzam się|zgoda|potwierdzam|racja|prawda|w porządku|ok|okej",
        Unsure = "może|być może|nie wiem|chyba|chyba tak|chyba nie|nie jestem pewien|nie jestem pewna|nie pamiętam|zależy|trudno powiedzieć|zobaczymy|nie mam pojęcia|chwileczkę",
        Negations = "nie|brak|brakuje|ani|żad(en|na|ne|nego|nej|nym|ną)|bez|nic|niczego|nikt|nikogo|nigdy|nigdzie|oprócz|prócz|z wyjątkiem|zamiast|wszystko poza|wszystkie poza|wszędzie poza|nienawidzę",
        Fillers = "proszę|dziękuję|poproszę|to|jest|są|no|więc|mniej więcej|około|myślę|że|będzie|powiedzmy|tylko|pan|pani|bardzo|właśnie|jakieś|mój numer to|numer to",
        ChoiceWords = "numer|opcja|opcję|punkt|odpowiedź|wybieram|chcę|chciałbym|chciałabym|poproszę|klawisz|ta|ten|to",
        And = "i|oraz|a także|a|też",
        Or = "lub|albo|czy|bądź",
        ListEnd = "i",
        AtSign = "małpa|małpka|at",
        Dot = "kropka",
        Dash = "myślnik|minus|łącznik",
        Underscore = "podkreślnik|podkreślenie|dolna kreska",
    };

    private static readonly LanguageAddresses Addresses = new()
    {
        StreetWords = "ulica|ulicy|ul|ul.|aleja|aleje|alei|al|al.|plac|placu|pl|pl.|osiedle|osiedlu|os|os.|rondo|rynek|skwer|bulwar|droga",
        StreetsAlone = "rynek|rondo|skwer",
        NumberWords = "numer|nr|nr.|dom",
        FlatWords = "mieszkanie|mieszkania|m|m.|lok|lok.|lokal",
        PlaceWords = "w|we|miasto|miejscowość",
        LeadIns = "to|na|przy|mieszkam|mieszkam na|mieszkam przy|mieszkamy|mieszkamy na|mieszkamy przy|mój adres|mój adres to|adres|adres to",
        Postcodes = ["99-999", "99 999"],
        Written = "{0} {1}, {3} {2}",
    };

    public static Language Language { get; } = new()
    {
        Code = "pl",
        Plural = static n => n.V != 0 ? PluralCategory.Other : n.I == 1 ? PluralCategory.One
            : n.I % 10 is 2 or 3 or 4 && n.I % 100 is not (12 or 13 or 14) ? PluralCategory.Few : PluralCategory.Many,
        Categories = [PluralCategory.One, PluralCategory.Few, PluralCategory.Many, PluralCategory.Other],
        Numbers = Numbers,
        Calendar = Calendar,
        Clock = Clock,
        Durations = Durations,
        Money = Money,
        Replies = Replies,
        Prompts = Prompts,
        Addresses = Addresses,
    };

    private static string HourName(int hour, string ending) => hour switch
    {
        2 => ending == "a" ? "druga" : "drugiej",
        > 20 => $"dwudziest{ending} {HourName(hour - 20, ending)}",
        _ => Hours[hour] + ending,
    };
}
