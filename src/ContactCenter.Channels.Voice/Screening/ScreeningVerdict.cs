namespace ContactCenter.Channels.Voice.Screening;

/// <summary>Who answered, as far as sound tells.</summary>
internal enum Answerer
{
    /// <summary>It could not be told: counts as a person.</summary>
    Unsure,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A machine.</summary>
    Machine,
}

/// <summary>Why.</summary>
internal enum ScreeningReason
{
    /// <summary>A short greeting, and somebody who waits for the answer.</summary>
    ShortGreeting,

    /// <summary>Somebody speaks on and on.</summary>
    LongGreeting,

    /// <summary>More words than people say.</summary>
    ManyWords,

    /// <summary>A single tone, such as a machine's or a fax's.</summary>
    Tone,

    /// <summary>The three tones of a number that leads nowhere, ITU-T E.180.</summary>
    SpecialInformation,

    /// <summary>A tone that comes and goes: busy.</summary>
    BusyTone,

    /// <summary>Nobody has said anything.</summary>
    InitialSilence,

    /// <summary>The time was over.</summary>
    TimeOver,
}

/// <summary>What came of listening.</summary>
/// <param name="Who">Who answered.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">How long after the beginning.</param>
internal readonly record struct ScreeningVerdict(Answerer Who, ScreeningReason Reason, TimeSpan At);
