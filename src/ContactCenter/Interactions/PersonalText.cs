namespace ContactCenter.Interactions;

/// <summary>A text that travels with a command to its entry, where it is sealed. Never part of a state, so that replay needs no key.</summary>
internal sealed record PersonalText(string Value)
{
    public override string ToString() => "***";
}
