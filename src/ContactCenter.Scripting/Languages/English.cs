namespace ContactCenter.Scripting.Languages;

/// <summary>English, as in Britain; the country of a run decides about the order of day and month.</summary>
internal static class English
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days =
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ];

    /// <summary>Don't and its like, also without the apostrophe.</summary>
    private static readonly string Contractions = string.Join(
        '|', "do|does|did|is|are|was|were|have|has|had|ca|could|wo|would|should|must|need|ai".Split('|').Select(static verb => $"{verb}n(t| t)"));

    private static readonly LanguageNumbers Numbers = new()
    {
        Decimal = '.',
        Group = ',',
        Units =
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
            "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        ],
        Feminine = ["one", "two"],
        Neuter = ["one", "two"],
        Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        Hundreds =
        [
            "one hundred", "two hundred", "three hundred", "four hundred", "five hundred", "six hundred", "seven hundred", "eight hundred",
            "nine hundred",
        ],
        Scales =
        [
            new(Gender.Neuter, "thousand", "thousand"), new(Gender.Neuter, "million", "million"), new(Gender.Neuter, "billion", "billion"),
        ],
        TensLink = "-",
        HundredsLink = " and ",
        DecimalWord = "point",
        Minus = "minus",
        Plus = "plus",
        More = ["0=nought|nil", "12=a dozen|dozen", "40=fourty", "100*=hundred|hundreds", "1000=thousands", "1000000=millions", "1000000000=billions"],
        CountsHundreds = true,
        Links = "and",
        DigitWords = ["0=oh|o"],
        Repeats = ["2=double", "3=triple|treble"],
        Articles = "a|an",
        AndHalf = "and a half",
        Fractions = ["0.5=half|a half|one half"],
        Ordinals = [.. Days.Select(static (word, i) => $"{i + 1}={word}"), "30=thirtieth"],
        OrdinalEndings = "st|nd|rd|th",
    };

    private static readonly LanguageCalendar Calendar = new()
    {
        Months = Months,
        MonthForms =
        [
            "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug", "september|sep|sept", "october|oct",
            "november|nov", "december|dec",
        ],
        Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        OnWeekdays = ["on Sunday", "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday"],
        WeekdayForms =
        [
            "sunday(|s)|sun", "monday(|s)|mon", "tuesday(|s)|tue|tues", "wednesday(|s)|wed", "thursday(|s)|thu|thur|thurs", "friday(|s)|fri",
            "saturday(|s)|sat",
        ],
        SpokenDay = static day => "the " + (day <= 20 ? Days[day - 1] : day == 30 ? "thirtieth" : (day > 30 ? "thirty-" : "twenty-") + Days[(day % 10) - 1]) + " of",
        Long = "{1} {2} {3}",
        LongWithWeekday = "{0} {1} {2} {3}",
        Short = "{0:00}/{1:00}/{2:0000}",
        Relative = ["0=today", "1=tomorrow", "2=the day after tomorrow|day after tomorrow", "-1=yesterday", "-2=the day before yesterday|day before yesterday"],
        Fillers = "on|the|of|for",
        DayMarks = "the",
        Next = "next",
        This = "this|this coming|coming",
        WeeksOn = "on|from",
        LaterBy = ["7=week", "14=fortnight"],
        NextWeek = "next week|of next week",
        NextIsOfNextWeek = true,
        In = "in",
        FromNow = "from now|from today",
        Ago = "ago",
        YearsInPairs = true,
        DayUnit = "day(|s)",
        WeekUnit = "week(|s)",
        FortnightUnit = "fortnight(|s)",
        MonthUnit = "month(|s)",
        YearUnit = "year(|s)",
    };

    private static readonly LanguageClock Clock = new()
    {
        TwelveHours = true,
        Spoken = static (hour, minute, at) => (at ? "at " : "") + ((hour, minute) switch
        {
            (0, 0) => "midnight",
            (12, 0) => "noon",
            _ => NumberSpeller.Say(Language!, hour % 12 == 0 ? 12 : hour % 12)
                + (minute == 0 ? "" : minute < 10 ? " oh " + NumberSpeller.Say(Language!, minute) : " " + NumberSpeller.Say(Language!, minute))
                + (hour < 12 ? " am" : " pm"),
        }),
        At = "at {0}",
        Before = "at|around|about|at around|at about",
        Patterns =
        [
            new("noon|midday", 720), new("midnight"), new("half past noon|midday", 750), new("half past midnight", 30),
            new("a? quarter past noon|midday", 735), new("a? quarter to noon|midday", 705), new("a? quarter past midnight", 15), new("a? quarter to midnight", -15),
            new("half past {h}", 30), new("half {h}", 30),
            new("a? quarter past|after {h}", 15), new("a? quarter to|before|of {h}", -15), new("{m} minutes|minute? past|after {h}"),
            new("{m} minutes|minute to|before {h}", 0, -1), new("{f} to|before {h}", 0, -1), new("{h} o? clock"), new("{h} oh|o {m}"), new("{h} {m}"), new("{h} hours?"), new("{h}"),
        ],
        Morning = "am|a m|in the morning|morning",
        Afternoon = "pm|p m|in the afternoon|afternoon",
        Evening = "in the evening|evening",
        Night = "at night|night",
        Now = "now|right now|right away|immediately|at once",
    };

    private static readonly LanguageDurations Durations = new()
    {
        Second = new(new(Gender.Neuter, "second", "seconds"), "s", "second(|s)|sec(|s)|s"),
        Minute = new(new(Gender.Neuter, "minute", "minutes"), "min", "minute(|s)|min(|s)|m"),
        Hour = new(new(Gender.Neuter, "hour", "hours"), "h", "hour(|s)|hr(|s)|h"),
        Day = new(new(Gender.Neuter, "day", "days"), "d", "day(|s)|d"),
        Week = new(new(Gender.Neuter, "week", "weeks"), "wk", "week(|s)|wk(|s)|w"),
        One = "second|minute|hour|day|week|fortnight|month|year",
        Named = ["30=half an hour|half a hour|half hour|a half hour", "15=a quarter of an hour|quarter of an hour|quarter hour", "45=three quarters of an hour", "20160=a fortnight|fortnight"],
        And = "and",
        HalfMore = "and a half",
        QuarterMore = "and a quarter",
    };

    private static readonly LanguageMoney Money = new()
    {
        Written = "{1}{0}",
        Currencies =
        [
            new("EUR", new(Gender.Neuter, "euro", "euros"), new(Gender.Neuter, "cent", "cents"), "euro(|s)", "cent(|s)"),
            new("USD", new(Gender.Neuter, "dollar", "dollars"), new(Gender.Neuter, "cent", "cents"), "dollar(|s)|buck(|s)", "cent(|s)"),
            new("GBP", new(Gender.Neuter, "pound", "pounds"), new(Gender.Neuter, "penny", "pence"), "pound(|s)|quid", "penny|pence|p"),
            new("PLN", new(Gender.Neuter, "zloty", "zlotys"), new(Gender.Neuter, "grosz", "grosz"), "zloty(|s)", "grosz(|y)"),
            new("RUB", new(Gender.Neuter, "rouble", "roubles"), new(Gender.Neuter, "kopeck", "kopecks"), "rouble(|s)|ruble(|s)", "kopeck(|s)"),
        ],
        And = "and",
    };

    private static readonly LanguagePrompts Prompts = new()
    {
        NotUnderstood = "I did not understand that.",
        NotHeard = "I did not hear anything.",
        Press = "For {0}, press {1}.",
        Hash = "Press the hash key at the end.",
        YesOrNo = "Please answer yes or no.",
        Number = "Please give a number.",
        NumberBetween = "Please give a number from {0} to {1}.",
        Money = "Please give an amount, for example £12.50.",
        Digits = "Please give {0} to {1} digits.",
        DigitsExactly = "Digits needed: {0}.",
        Phone = "Please give a phone number, for example 020 7946 0958.",
        Email = "Please give an e-mail address, for example ann@example.com.",
        Address = "Please give street, number and town, for example 10 Downing Street, London.",
        Date = "Please give a date, for example 5 March.",
        Time = "Please give a time, for example 3:30 pm.",
        Moment = "Please give a day and a time, for example tomorrow at 3 pm.",
        Duration = "Please give a length of time, for example 2 hours.",
        Choice = "Please choose one of the answers.",
    };

    private static readonly LanguageReplies Replies = new()
    {
        Written = ("yes", "no"),
        Yes = "yes|yeah|yep|yup|sure|of course|certainly|ok|okay|correct|right|exactly|that s right|that is right|absolutely|i do|it is|i confirm|confirmed|definitely|fine|aye|y|go ahead|all right|that s correct|yes i do|yes it is",
        No = "no|nope|nah|not at all|never|no way|of course not|certainly not|wrong|incorrect|that s wrong|i don(t| t)|i do not|it isn(t| t)|it is not|n|not really|negative|absolutely not|definitely not",
        Not = "not|it is not|that is not|this is not|isn(t| t)|it isn(t| t)|that isn(t| t)|this isn(t| t)|i am not|i m not|don(t| t)|do not|i don(t| t)|i do not",
        Denied = "right|correct|ok|okay|fine|all right|true|good|confirmed|confirm|agreed|agree",
        Unsure = "maybe|perhaps|i don t know|i dont know|i do not know|don t know|dont know|dunno|not sure|i m not sure|no idea|it depends|i don t remember|i dont remember|i can t say|i cant say|who knows|possibly|hold on|i can t remember|i cant remember|no clue",
        Negations = "not|no|cannot|never|without|nothing|none|neither|nor|nobody|nowhere|except|excluding|apart from|other than|instead of|rather than|anything but|everything but|all but|hate|" + Contractions,
        Fillers = "please|thanks|thank you|it s|it is|well|um|uh|about|around|i think|i d say|i guess|i would say|they are|there are|just|so|that s|my answer is|only|sir|madam|approximately|my number is|the number is",
        ChoiceWords = "the|number|option|choice|answer|press|i want|i choose|i d like|one",
        And = "and|plus|also|and also",
        Or = "or",
        ListEnd = "and",
        AtSign = "at",
        Dot = "dot|point|full stop",
        Dash = "dash|hyphen|minus",
        Underscore = "underscore",
    };

    private static readonly LanguageAddresses Addresses = new()
    {
        StreetWords = "street|st|st.|road|rd|rd.|avenue|ave|ave.|lane|ln|drive|dr|square|sq|place|pl|court|ct|terrace|boulevard|blvd|way|close|crescent|gardens|hill|row|mews|parkway|highway|broadway|walk|grove|park",
        NumberWords = "number|no|no.|#",
        FlatWords = "flat|apartment|apt|apt.|unit|suite",
        PlaceWords = "in|city of|town of",
        LeadIns = "it s|it is|my address is|our address is|the address is|i live at|we live at|i m at|i am at|we are at|we re at|address|at",
        NumberFirst = true,
        Postcodes = ["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", "99999-9999", "99999"],
        Written = "{1} {0}, {2}, {3}",
    };

    public static Language Language { get; } = new()
    {
        Code = "en",
        Plural = static n => n.I == 1 && n.V == 0 ? PluralCategory.One : PluralCategory.Other,
        Categories = [PluralCategory.One, PluralCategory.Other],
        Numbers = Numbers,
        Calendar = Calendar,
        Clock = Clock,
        Durations = Durations,
        Money = Money,
        Replies = Replies,
        Prompts = Prompts,
        Addresses = Addresses,
        Fused = ["tonight=today at night"],
    };
}
