namespace ContactCenter.Scripting;

/// <summary>One change of a text.</summary>
/// <param name="Range">What is replaced; of length 0: where is inserted.</param>
/// <param name="NewText">What stands there afterwards.</param>
public readonly record struct TextEdit(TextRange Range, string NewText);
