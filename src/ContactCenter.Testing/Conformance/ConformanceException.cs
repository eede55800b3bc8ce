namespace ContactCenter.Testing.Conformance;

/// <summary>A promise is not kept.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Says that a promise is not kept.</summary>
    public ConformanceException()
    {
    }

    /// <summary>Says which promise, what was expected and what was found.</summary>
    public ConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>Says which promise is not kept, with the cause.</summary>
    public ConformanceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
