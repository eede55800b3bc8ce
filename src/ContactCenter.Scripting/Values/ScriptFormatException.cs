namespace ContactCenter.Scripting;

/// <summary>Bytes are no program, snapshot or record of this version, or a program breaks a rule of the machine. Reading hostile bytes throws nothing else.</summary>
public sealed class ScriptFormatException : FormatException
{
    /// <summary>Without a message.</summary>
    public ScriptFormatException()
    {
    }

    /// <summary>Says what is wrong and where.</summary>
    public ScriptFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and what found it.</summary>
    public ScriptFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
