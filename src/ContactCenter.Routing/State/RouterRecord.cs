using ContactCenter.Journal;

namespace ContactCenter.Routing;

/// <summary>One event as the journal keeps it.</summary>
/// <param name="Event">What was decided.</param>
/// <param name="Cause">The command's id.</param>
/// <param name="Source">The position of the log entry that was the command, if one was.</param>
/// <param name="At">When, in whole milliseconds, UTC.</param>
public sealed record RouterRecord(RouterEvent Event, Guid Cause, LogPosition? Source, DateTimeOffset At)
{
    private const long None = -1;

    // Journals are full of these: each is kept in the eight bytes it needs.
    private readonly long _source = Source?.Value ?? None;
    private readonly long _at = At.UtcTicks;

    /// <summary>The position of the log entry that was the command, if one was.</summary>
    public LogPosition? Source
    {
        get => _source == None ? null : new LogPosition(_source);
        init => _source = value?.Value ?? None;
    }

    /// <summary>When, in whole milliseconds, UTC.</summary>
    public DateTimeOffset At
    {
        get => new(_at, TimeSpan.Zero);
        init => _at = value.UtcTicks;
    }
}
