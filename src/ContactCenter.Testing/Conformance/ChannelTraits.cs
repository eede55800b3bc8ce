namespace ContactCenter.Testing.Conformance;

/// <summary>What a channel and its provider can do. Each one adds the cases that try it; a case finds the channel out that does what it does not claim.</summary>
[Flags]
public enum ChannelTraits
{
    /// <summary>It takes in and sends text, nothing else.</summary>
    None = 0,

    /// <summary>The provider delivers again until it is acknowledged. One that does not needs <see cref="CatchesUp"/>.</summary>
    Repeats = 1,

    /// <summary>Deliveries can be told from forged ones. Play them in <see cref="ChannelSubject.ForgeAsync"/>.</summary>
    Authenticates = 2,

    /// <summary>The provider reports what became of a message. Play it in <see cref="ChannelSubject.ReportAsync"/>.</summary>
    Reports = 4,

    /// <summary>The provider can refuse a message or be busy: <see cref="ProviderMood.Refuses"/>, <see cref="ProviderMood.IsBusy"/>.</summary>
    Refuses = 8,

    /// <summary>Sending goes over a line that can break: <see cref="ProviderMood.TakesAndHangsUp"/>, <see cref="ProviderMood.HangsUp"/>, <see cref="ProviderMood.Hangs"/>.</summary>
    LosesAnswers = 16,

    /// <summary>The channel is an <see cref="Channels.ICatchUp"/>. Play it in <see cref="ChannelSubject.HoldAsync"/>.</summary>
    CatchesUp = 32,

    /// <summary>The channel is an <see cref="Channels.IReconcile"/>.</summary>
    Reconciles = 64,

    /// <summary>The channel is an <see cref="Channels.IMessagePlan"/>.</summary>
    Plans = 128,

    /// <summary>Customers can send pictures and documents: <see cref="CustomerMessage.Medium"/>.</summary>
    TakesMedia = 256,

    /// <summary>The channel is an <see cref="Channels.IMediaSender"/>.</summary>
    SendsMedia = 512,

    /// <summary>The channel is an <see cref="Channels.ITypingSignal"/>.</summary>
    ShowsTyping = 1_024,

    /// <summary>
    /// Customers cannot be written to by the channel itself, as with web forms: every send is refused for good. The cases that send are left out,
    /// and one comes instead that no send is accepted.
    /// </summary>
    ReceivesOnly = 2_048,

    /// <summary>The channel is an <see cref="Channels.IChoiceSender"/>. Play what reached the customer in <see cref="CarriedMessage.Choices"/>, and a button that is pressed as <see cref="CustomerMessage.PressedOn"/> says.</summary>
    OffersChoices = 4_096,
}
