namespace ContactCenter.Testing;

/// <summary>What becomes of an append on its way.</summary>
public enum AppendFate
{
    /// <summary>It is written and acknowledged.</summary>
    Acknowledged,

    /// <summary>It is not written, and the log takes no more: a full disk, a kill before the write.</summary>
    Lost,

    /// <summary>It is written but not acknowledged, and the log takes no more: a failed sync, a kill between the write and the answer.</summary>
    Unacknowledged,
}
