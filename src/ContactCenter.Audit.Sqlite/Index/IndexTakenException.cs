namespace ContactCenter.Audit.Sqlite;

/// <summary>Two fill one index: its file holds another number of entries than this one has put there. What this one knows of it is old.</summary>
internal sealed class IndexTakenException(long known, long found)
    : Exception($"The index holds {found} entries where this process had put {known}: another one writes to it, too. Only one may have the log open.");
