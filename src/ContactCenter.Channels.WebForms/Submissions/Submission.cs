namespace ContactCenter.Channels.WebForms.Submissions;

/// <summary>A form that can be handed in.</summary>
internal sealed record Submission(string Text, IReadOnlyList<MessageField> Fields, MessageConsent? Consent, IReadOnlyList<Address> Claims, ReachRequest? Reach);
