namespace ContactCenter.Scripting;

/// <summary>A message a script sends by a template.</summary>
/// <param name="Template">The template's path.</param>
/// <param name="Channel">The channel it is sent by.</param>
/// <param name="Range">Where the line stands in the script.</param>
public readonly record struct SentTemplate(string Template, string Channel, TextRange Range);
