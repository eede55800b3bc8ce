namespace ContactCenter.Audit;

/// <summary>Where things lie in an export; <c>docs/log-export.md</c> describes it for other programs.</summary>
internal static class ExportNames
{
    public const string Manifest = "manifest.json";
    public const string Checkpoint = "checkpoint";
    public const string Key = "key.pem";
    public const string ForPeople = "entries.jsonl";

    /// <summary>How many lie in one bundle.</summary>
    public const int Bundle = MerkleTile.Width;

    public static string Entries(long bundle, int count) => MerkleTile.Path("entries", bundle, count);

    public static string Records(long bundle, int count) => MerkleTile.Path("records", bundle, count);

    public static string Tile(int level, long index, int width) => MerkleTile.Path($"tile/{level}", index, width);

    /// <summary>How many lie in a bundle, when there are <paramref name="total"/> in all.</summary>
    public static int CountOf(long bundle, long total) => (int)Math.Clamp(total - (bundle * Bundle), 0, Bundle);
}
