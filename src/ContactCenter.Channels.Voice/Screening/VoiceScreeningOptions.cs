namespace ContactCenter.Channels.Voice;

/// <summary>How people are told from machines in the first seconds of a call that a campaign makes.</summary>
public sealed class VoiceScreeningOptions
{
    /// <summary>Whether anybody listens at all; true by default. Otherwise whoever answers is a person.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>For how long nobody need say anything before it is unsure who is there, 1 s to 10 s; 2.5 s by default.</summary>
    public TimeSpan InitialSilence { get; set; } = TimeSpan.FromMilliseconds(2_500);

    /// <summary>The longest greeting of a person, pauses between words included, 0.5 s to 5 s; 2.4 s by default. Who speaks on is a machine.</summary>
    public TimeSpan Greeting { get; set; } = TimeSpan.FromMilliseconds(2_400);

    /// <summary>How long a person waits after the greeting, 0.3 s to 3 s; 0.8 s by default.</summary>
    public TimeSpan AfterGreeting { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>The shortest sound that is a word, 40 ms to 1 s; 0.1 s by default: clicks are none.</summary>
    public TimeSpan Word { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The shortest silence between two words, 20 ms to 1 s; 50 ms by default.</summary>
    public TimeSpan BetweenWords { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The most words of a person's greeting, 1 to 20; 8 by default. Who says more is a machine.</summary>
    public int MaxWords { get; set; } = 8;

    /// <summary>After how long it is decided in any case, 2 s to 15 s; 5 s by default.</summary>
    public TimeSpan MaxAnalysis { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The mean level of ten milliseconds below which they are silence, 20 to 5,000 of 32,767; 256 by default.</summary>
    public int SilenceLevel { get; set; } = 256;

    /// <summary>How long a machine may take to its tone, 5 s to 2 min; 40 s by default. What is to be left there is said then all the same.</summary>
    public TimeSpan MaxGreetingOfMachine { get; set; } = TimeSpan.FromSeconds(40);
}
