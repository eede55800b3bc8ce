namespace ContactCenter.Channels.Voice;

/// <summary>What callers are told and what is played to them. Bound from <see cref="Section"/> and read once, at start; recordings are looked up when they are needed.</summary>
public sealed class VoicePromptsOptions
{
    /// <summary>The configuration section, <c>ContactCenter:Voice:Prompts</c>.</summary>
    public const string Section = "ContactCenter:Voice:Prompts";

    /// <summary>
    /// Folders with recordings, by a name of ours; looked through in the ordinal order of the names. A recording is <c>FOLDER/LANGUAGE/NAME.wav</c> (8 to 48 kHz, one or two
    /// channels, 10 minutes at most), music <c>FOLDER/music/NAME.wav</c>; <c>FOLDER/LANGUAGE/texts.json</c> says which text a recording says word for word.
    /// </summary>
    public Dictionary<string, string> Folders { get; set; } = [];

    /// <summary>Music by queue, or <c>default</c> for all others: the name of a recording in <c>music</c>, or <c>none</c> for silence. Without: music that is made here.</summary>
    public Dictionary<string, string> Music { get; set; } = [];

    /// <summary>Whose tones of the network are played, a country of ISO 3166-1 that <c>CallProgressTones</c> knows; <c>IT</c> by default.</summary>
    public string ToneCountry { get; set; } = "IT";

    /// <summary>The voice for a language (<c>it</c>, <c>en-GB</c>), as <c>espeak-ng --voices</c> names it; the language itself by default.</summary>
    public Dictionary<string, string> Voices { get; set; } = [];

    /// <summary>The program that speaks, a path or a name on PATH; <c>espeak-ng</c> by default.</summary>
    public string EspeakPath { get; set; } = "espeak-ng";

    /// <summary>How fast it speaks in words a minute, 80 to 450; 160 by default.</summary>
    public int WordsPerMinute { get; set; } = 160;

    /// <summary>The longest that saying a text may take to be made, 1 s to 60 s; 10 s by default.</summary>
    public TimeSpan SpeechTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many texts are made into speech at once, 1 to 32; 2 by default. Others wait.</summary>
    public int SpeechParallelism { get; set; } = 2;

    /// <summary>Where speech of texts without anything personal is kept; null by default: in memory only.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>How large <see cref="CacheFolder"/> may become in MB, 1 to 100,000; 256 by default. What was used longest ago goes first.</summary>
    public int CacheMegabytes { get; set; } = 256;

    /// <summary>How much sound is held in memory in MB, 1 to 10,000; 64 by default (an hour at 8 kHz). What was used longest ago goes first.</summary>
    public int MemoryMegabytes { get; set; } = 64;
}
