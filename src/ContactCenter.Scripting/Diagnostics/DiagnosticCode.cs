namespace ContactCenter.Scripting;

/// <summary>A kind of fault a script can have. Ids are stable: one that was given means the same for ever.</summary>
/// <param name="Id">Such as <c>S101</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">A few words, for lists.</param>
/// <param name="Form">The sentence for the reader; <c>{0}</c> and on are its arguments.</param>
public sealed record DiagnosticCode(string Id, DiagnosticSeverity Severity, string Title, string Form);
