using ContactCenter.Journal;

namespace ContactCenter.Routing;

/// <summary>One event as the journal keeps it.</summary>
/// <param name="Event">What was decided.</param>
/// <param name="Cause">The command's id.</param>
/// <param name="Source">The position of the log entry that was the command, if one was.</param>
/// <param name="At">When, in whole milliseconds, UTC.</param>
public sealed record RouterRecord(RouterEvent Event, Guid Cause, LogPosition? Source, DateTimeOffset At);
