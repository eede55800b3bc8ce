namespace ContactCenter.Scripting;

/// <summary>
/// Reads telephone numbers that people type. A host with a library of numbering plans gives its own; without one, numbers with a country code and
/// national numbers of a few countries are read. Thread-safe.
/// </summary>
public interface IPhoneReader
{
    /// <summary>A number in E.164, such as <c>+390212345678</c>; null when the text is none.</summary>
    /// <param name="text">What was typed, at most 64 characters.</param>
    /// <param name="country">ISO 3166-1 alpha-2 code of the country national numbers belong to.</param>
    string? Read(string text, string country);
}
