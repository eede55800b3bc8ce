using System.Text.Json.Serialization;
using ContactCenter.Routing;

namespace ContactCenter;

/// <summary>Where work goes when it cannot be served where it is. An emergency goes to queues only: it is never shed.</summary>
public sealed class OverflowOptions
{
    /// <summary>When the rule applies.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<OverflowTrigger>))]
    public OverflowTrigger When { get; set; }

    /// <summary>
    /// Where the work goes: to a queue; <see cref="OverflowTarget.Answer"/>: the customer gets <see cref="Texts"/> and the interaction closes as <c>overflowed</c>;
    /// <see cref="OverflowTarget.Callback"/>: the customer gets <see cref="Texts"/>, need not wait, and the work keeps its place until an agent answers;
    /// <see cref="OverflowTarget.Voicemail"/>: a caller gets <see cref="Texts"/>, leaves a message after a beep, and that becomes work of the same queue. Who has written gets the text, too,
    /// and the work waits on. Another router (<see cref="OverflowTarget.Partition"/>) a center does not have.
    /// </summary>
    [JsonConverter(typeof(JsonStringEnumConverter<OverflowTarget>))]
    public OverflowTarget To { get; set; }

    /// <summary>For <see cref="OverflowTrigger.Wait"/> and <see cref="OverflowTrigger.ExpectedWait"/>: how long, over 0, up to 30 days.</summary>
    public TimeSpan? After { get; set; }

    /// <summary>For <see cref="OverflowTrigger.Length"/>: from how many waiting items on, 0 or more.</summary>
    public int? Length { get; set; }

    /// <summary>For <see cref="OverflowTarget.Queue"/>: the queue.</summary>
    public string Queue { get; set; } = "";

    /// <summary>For <see cref="OverflowTarget.Answer"/>, <see cref="OverflowTarget.Callback"/> and <see cref="OverflowTarget.Voicemail"/>: what the customer is told, by language (<c>en</c>, <c>it</c>), at most 1,600 characters each. The endpoint's language, else English, else any.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>To another queue.</summary>
    public static OverflowOptions ToQueue(OverflowTrigger when, string queue, TimeSpan? after = null, int? length = null) =>
        new() { When = when, To = OverflowTarget.Queue, Queue = queue, After = after, Length = length };

    /// <summary>To an answer in English, with which the interaction closes.</summary>
    public static OverflowOptions ToAnswer(OverflowTrigger when, string text, TimeSpan? after = null, int? length = null) =>
        new OverflowOptions { When = when, To = OverflowTarget.Answer, After = after, Length = length }.Say("en", text);

    /// <summary>To a promise in English: the customer need not wait, and the work keeps its place.</summary>
    public static OverflowOptions ToCallback(OverflowTrigger when, string text, TimeSpan? after = null, int? length = null) =>
        new OverflowOptions { When = when, To = OverflowTarget.Callback, After = after, Length = length }.Say("en", text);

    /// <summary>To a message the caller leaves, with an invitation in English.</summary>
    public static OverflowOptions ToVoicemail(OverflowTrigger when, string text, TimeSpan? after = null, int? length = null) =>
        new OverflowOptions { When = when, To = OverflowTarget.Voicemail, After = after, Length = length }.Say("en", text);

    /// <summary>Sets what the customer is told in a language.</summary>
    public OverflowOptions Say(string language, string text)
    {
        Texts[language] = text;
        return this;
    }
}
