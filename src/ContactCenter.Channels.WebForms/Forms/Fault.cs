namespace ContactCenter.Channels.WebForms;

/// <summary>What is wrong with one value, in words for the person who typed it.</summary>
/// <param name="Field">The posted name.</param>
/// <param name="Code">What, for programs.</param>
/// <param name="Text">What, and what to do, in the person's language.</param>
internal sealed record Fault(string Field, string Code, string Text);
