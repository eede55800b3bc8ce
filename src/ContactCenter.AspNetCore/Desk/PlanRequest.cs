using ContactCenter.Channels;

namespace ContactCenter.AspNetCore;

/// <summary>Asks how a text would be sent.</summary>
/// <param name="Channel">The channel, such as <c>sms</c>.</param>
/// <param name="Text">At most 10,000 characters.</param>
internal sealed record PlanRequest(ChannelKind Channel, string Text);
