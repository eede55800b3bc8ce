namespace ContactCenter.Sqlite.Keys;

/// <summary>A key that can be read, and whose it is.</summary>
internal readonly record struct KeyOfSubject(SubjectId Subject, byte[] Bytes)
{
    /// <summary>Who stands in for a subject whose key is damaged: an id that follows from the subject's, so that nothing has to be kept to find it.</summary>
    public static SubjectId StandInOf(SubjectId subject) => new(DerivedId.From("stand-in", subject.Value.ToString("N")));
}

/// <summary>How the slot of a subject's key is.</summary>
internal enum SlotState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The key has been destroyed.</summary>
    Destroyed,

    /// <summary>The key cannot be read.</summary>
    Damaged,

    /// <summary>The key can be read.</summary>
    Whole,
}

/// <summary>An address as it is kept.</summary>
internal sealed record StoredAddress(long Row, CustomerId Customer, byte[] Sealed);
