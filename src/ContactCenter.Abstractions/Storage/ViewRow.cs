namespace ContactCenter.Storage;

/// <summary>One row of a view.</summary>
/// <param name="View">The view's name.</param>
/// <param name="Key">The row's key within the view.</param>
/// <param name="Group">What rows are listed by, such as a customer's id; may be empty.</param>
/// <param name="Order">The order within the group, such as a time in milliseconds.</param>
/// <param name="Document">The content, UTF-8 JSON. No personal data: views keep ids, and texts are read from the log.</param>
public sealed record ViewRow(string View, string Key, string Group, long Order, ReadOnlyMemory<byte> Document);

/// <summary>Changes to views and the position they bring their projection to.</summary>
/// <param name="Projection">Whose checkpoint moves.</param>
/// <param name="Checkpoint">The position to read next.</param>
/// <param name="Put">Rows to write; a row with the same view and key is replaced.</param>
/// <param name="Remove">Rows to remove, by view and key.</param>
public sealed record ViewCommit(
    string Projection,
    Journal.LogPosition Checkpoint,
    IReadOnlyList<ViewRow> Put,
    IReadOnlyList<(string View, string Key)> Remove);

/// <summary>Which rows to list.</summary>
/// <param name="View">The view's name.</param>
public sealed record ViewQuery(string View)
{
    /// <summary>Only this group; null for all groups (then ordered by group, order and key; texts compare by their UTF-8 bytes).</summary>
    public string? Group { get; init; }

    /// <summary>Only rows with this order or more.</summary>
    public long? From { get; init; }

    /// <summary>Only rows with less than this order.</summary>
    public long? To { get; init; }

    /// <summary>The greatest order first.</summary>
    public bool Descending { get; init; }

    /// <summary>At most so many; no limit by default.</summary>
    public int Limit { get; init; } = int.MaxValue;
}
