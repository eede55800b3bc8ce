using System.Globalization;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Tests.Conduct;
using ContactCenter.Channels.Voice.Texting;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Channels.Voice.Tests.Texting;

public sealed class TextConformanceTests
{
    public static TheoryData<string> Promises => [.. ChannelConformance.For(TextSubject.All)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task Texts_keep(string promise) => ChannelConformance.CheckAsync(promise, new TextSubject());
}

/// <summary>Texts with the next hop of a trunk as the provider, played where the stack hands them over: what goes over the wire is tried by <see cref="Center.TextsTests"/>.</summary>
internal sealed class TextSubject : ChannelSubject
{
    public const ChannelTraits All = ChannelTraits.Repeats | ChannelTraits.Refuses | ChannelTraits.LosesAnswers | ChannelTraits.Plans;

    private readonly FakeTexts _texts = new();
    private readonly List<CarriedMessage> _carried = [];
    private ProviderMood _mood;

    public TextSubject() => _texts.Answer = Take;

    public override Type ChannelType => typeof(TextChannel);

    public override ChannelKind Kind => TextDoor.Kind;

    public override ChannelTraits Traits => All;

    public override Address Line { get; } = Address.Phone("+390612345001");

    public override IReadOnlyList<CarriedMessage> Carried
    {
        get
        {
            lock (_carried)
            {
                return [.. _carried];
            }
        }
    }

    public override void Compose(IContactCenterBuilder center)
    {
        center.Services.AddSingleton<ITelephone, FakeTelephone>();
        center.Services.AddSingleton<IPhones, FakePhones>();
        center.Services.AddSingleton<ISipTexts>(_texts);
        center.AddVoice(static o => o.Trunk("main", "sip:127.0.0.1:5999"));
    }

    public override Task<Address> CustomerAsync(IServiceProvider center, int customer) => Task.FromResult(Address.Phone(NumberOf(customer)));

    public override async Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message)
    {
        try
        {
            return await _texts.TextReceived!(new SipText("main", NumberOf(message.Customer), Line.Value, message.Text, message.Id)) == 200;
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            return false; // the center has ended
        }
    }

    public override void Behave(ProviderMood mood) => (_mood, _texts.Waits) = (mood, mood == ProviderMood.Hangs);

    private static string NumberOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"+3933311122{customer:00}");

    private int? Take(SipText text)
    {
        if (_mood is ProviderMood.Accepts or ProviderMood.TakesAndHangsUp)
        {
            lock (_carried)
            {
                _carried.Add(new CarriedMessage(text.Id, Address.Phone(text.To), text.Text));
            }
        }

        return _mood switch { ProviderMood.Accepts => 200, ProviderMood.Refuses => 404, ProviderMood.IsBusy => 503, _ => 408 };
    }
}
