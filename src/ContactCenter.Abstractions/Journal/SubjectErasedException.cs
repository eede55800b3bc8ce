namespace ContactCenter.Journal;

/// <summary>Something was to be kept about a subject who has been erased: its key is destroyed, and it never gets another.</summary>
public sealed class SubjectErasedException : InvalidOperationException
{
    /// <summary>Says that it is so.</summary>
    public SubjectErasedException()
        : this("The subject has been erased; nothing can be kept about it any more.")
    {
    }

    /// <summary>Says about whom.</summary>
    public SubjectErasedException(string message)
        : base(message)
    {
    }

    /// <summary>Says about whom, with its cause.</summary>
    public SubjectErasedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
