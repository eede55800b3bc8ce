namespace ContactCenter.Routing;

/// <summary>What a campaign has going on and has learned, as plain data.</summary>
public sealed record PacingSnapshot
{
    /// <summary>Lines that ring.</summary>
    public int Ringing { get; init; }

    /// <summary>Calls a person answered that have neither an agent nor ended.</summary>
    public int Waiting { get; init; }

    /// <summary>The last window in which something happened.</summary>
    public PacingPeriod Period { get; init; }

    /// <summary>How many of a million dialled are answered by a person; null until learned.</summary>
    public int? ConnectPpm { get; init; }

    /// <summary>The handling time learned, in milliseconds.</summary>
    public long HandlingMs { get; init; }

    /// <summary>How many handling times it was learned from.</summary>
    public long Handled { get; init; }

    /// <summary>Calls answered by a person, in all.</summary>
    public long Answered { get; init; }

    /// <summary>Calls abandoned, in all.</summary>
    public long Abandoned { get; init; }

    /// <summary>Lines nobody answered, in all.</summary>
    public long NotAnswered { get; init; }

    /// <summary>Lines of which nothing was heard, in all.</summary>
    public long Unknown { get; init; }
}
