using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>Puts a call, or the chance of one, into a conversation.</summary>
internal static class CallScene
{
    public static readonly CallId Call = new(DerivedId.From("scene-call"));

    public static readonly StartableEndpoint Line = new(new EndpointId("line"), ChannelKind.Voice, "+390699990000", AddressKind.Phone);

    /// <summary>The conversation with a call that was answered; what is different is said.</summary>
    public static InteractionView Calling(this InteractionView view, DateTimeOffset now, Func<CallView, CallView>? change = null)
    {
        var call = new CallView(Call, view.Sessions[0].Session, IsInbound: true, now.AddSeconds(-70), now.AddSeconds(-65)) { Agents = ["Anna Rossi"] };
        return view with { Call = change?.Invoke(call) ?? call, Callable = [] };
    }

    /// <summary>The conversation from which the customer can be called.</summary>
    public static InteractionView Callable(this InteractionView view, params Address[] known) => view with { Call = null, Callable = [Line], Addresses = known };

    public static RecordingView Recording(this InteractionView view, RecordingState state, DateTimeOffset at) =>
        new(new RecordingId(DerivedId.From("recording")), Call, view.Sessions[0].Session, state, at, "queue")
        {
            Length = state is RecordingState.Recording or RecordingState.Paused ? null : TimeSpan.FromSeconds(83),
            MayOpen = true,
        };
}
