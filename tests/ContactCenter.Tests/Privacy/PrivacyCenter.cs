using ContactCenter.Desk;
using ContactCenter.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Privacy;

/// <summary>What tests about personal data do with a center in memory.</summary>
internal static class PrivacyCenter
{
    public static IPrivacyDesk Office(this MemoryCenter center, string name = "paola") => center.Services.GetRequiredService<IPrivacyDesks>()
        .Open(Principal.Person(new AgentId(name), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);

    /// <summary>A new customer nobody has a conversation with any more.</summary>
    public static async Task<CustomerId> OverAsync(this MemoryCenter center)
    {
        var anna = center.Desk("anna");
        anna = (await anna.AgentAsync()).Presence == Presence.SignedOut ? await center.ReadyAsync("anna") : anna;
        var view = await center.ConversationAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, new DispositionCode("resolved")));
        await center.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Summary.Status == InteractionStatus.Closed ? "so" : null, "it is over");
        return view.Summary.Customer;
    }
}
