namespace ContactCenter.Audit;

/// <summary>What one entry and one append may hold. An entry outside the limits is refused with an <see cref="ArgumentException"/> naming the limit.</summary>
public static class EntryLimits
{
    /// <summary>The body, as JSON text and as encoded: 256 KiB.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>How deep objects and arrays of a body may nest, the body itself included: 32.</summary>
    public const int MaxBodyDepth = 32;

    /// <summary>Significant digits of a number in a body: 38.</summary>
    public const int MaxNumberDigits = 38;

    /// <summary>The power of ten of a number in a body, either way: 1,000.</summary>
    public const int MaxNumberExponent = 1_000;

    /// <summary>Sealed fields of one entry: 64.</summary>
    public const int MaxSealedFields = 64;

    /// <summary>The ciphertexts of one entry together, nonces and tags included: 256 KiB.</summary>
    public const int MaxSealedBytes = 256 * 1024;

    /// <summary>The actor in UTF-8: 256 bytes.</summary>
    public const int MaxActorBytes = 256;

    /// <summary>The traceparent in UTF-8: 128 bytes.</summary>
    public const int MaxTraceParentBytes = 128;

    /// <summary>An encoded entry: 576 KiB, more than all its parts together can need.</summary>
    public const int MaxEntryBytes = 576 * 1024;

    /// <summary>Entries of one append: 1,024.</summary>
    public const int MaxAppendEntries = 1_024;

    /// <summary>The encoded entries of one append together: 16 MiB.</summary>
    public const int MaxAppendBytes = 16 * 1024 * 1024;
}
