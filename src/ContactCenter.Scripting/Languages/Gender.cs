namespace ContactCenter.Scripting.Languages;

/// <summary>The grammatical gender of what is counted: one and two have forms by it.</summary>
internal enum Gender
{
    Masculine,
    Feminine,
    Neuter,
}
