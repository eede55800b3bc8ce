namespace ContactCenter.Audit;

/// <summary>The refusal of an entry outside the limits, whichever part of the encoding finds it.</summary>
internal static class EntryFault
{
    /// <summary>Says what is wrong with <paramref name="entry"/>, the argument of the public method.</summary>
    public static ArgumentException Of(string entry, Exception? cause = null) => new(entry, nameof(entry), cause);
}
