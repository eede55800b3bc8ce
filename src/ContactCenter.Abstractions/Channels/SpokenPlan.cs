namespace ContactCenter.Channels;

/// <summary>How a message to somebody on the telephone is said, and what is collected after it. Plain data without anything personal.</summary>
/// <param name="Language">The language of its text, a BCP 47 tag such as <c>it</c>.</param>
public sealed record SpokenPlan(string Language)
{
    /// <summary>The name of a recording that says a part of the text; null where a voice says it all.</summary>
    public string? Recording { get; init; }

    /// <summary>Where the part that <see cref="Recording"/> says begins in the text, in UTF-16 code units.</summary>
    public int RecordedFrom { get; init; }

    /// <summary>How long that part is.</summary>
    public int RecordedLength { get; init; }

    /// <summary>What is collected; null where nothing is asked.</summary>
    public KeyPlan? Keys { get; init; }
}

/// <summary>Which keys answer a question on the telephone, and when an answer is whole.</summary>
/// <param name="Min">The fewest, 0 or more; 0 where no key answers and only silence can be told.</param>
/// <param name="Max">The most, the closing one not counted.</param>
/// <param name="ClosesWithHash">Whether the hash key closes it.</param>
public sealed record KeyPlan(int Min, int Max, bool ClosesWithHash)
{
    /// <summary>After how long without a key silence counts, from the end of what is said; null: the channel decides.</summary>
    public TimeSpan? Silence { get; init; }
}

/// <summary>How an answer was given.</summary>
public enum AnswerForm
{
    /// <summary>Written, or pressed on a screen.</summary>
    Text,

    /// <summary>By the keys of a telephone; an empty text is silence.</summary>
    Keys,

    /// <summary>Spoken, and understood by a machine.</summary>
    Speech,
}
