namespace ContactCenter.Audit.Sqlite;

/// <summary>What the rows of entry ids and of names add up to, in any order: SQLite does not notice a bit that its file has lost, and a lost id would let a repeat in.</summary>
internal static class IndexSum
{
    /// <summary>Where the sum is kept in <c>meta</c>.</summary>
    public const string Name = "sum";

    /// <summary>One entry id.</summary>
    public static ulong Of(long hash, long position) => KeyFilter.Mix((ulong)hash, (ulong)position);

    /// <summary>One name, mixed.</summary>
    public static ulong Of(ulong name, long number) => KeyFilter.Mix(name, ~(ulong)number);
}
