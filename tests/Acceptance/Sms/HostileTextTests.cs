using System.Text.Json;

namespace Acceptance.Sms;

/// <summary>What customers write is shown letter by letter, whatever it would be elsewhere.</summary>
public sealed class HostileTextTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task Hostile_texts_are_shown_as_they_were_written_and_do_nothing()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(customer, HostileTexts.All[0].Text);
        await dario.AcceptAsync();
        foreach (var (text, _) in HostileTexts.All.Skip(1))
        {
            await Center.Carrier.WriteAsync(customer, text);
        }

        var expected = HostileTexts.All.Select(t => t.Shown).ToList();
        await Expect(dario.Timeline.Locator(".cc-messagein")).ToHaveCountAsync(expected.Count);
        (await ShownAsync(dario, ".cc-messagein")).ShouldBe(expected);

        // An agent pastes the worst into a note and an answer.
        await dario.AddNoteAsync(HostileTexts.All[0].Text);
        await dario.SendAsync(HostileTexts.All[0].Text);
        await Center.Carrier.ShouldDeliverAsync(customer, HostileTexts.All[0].Text);

        // A colleague sees the line of the history, then the interaction.
        var sofia = await Center.OpenAsync("sofia", "/history");
        await sofia.Page.GetByRole(AriaRole.Link, new() { Name = customer }).First.ClickAsync();
        await Expect(sofia.Page.Locator(".cc-timeline .cc-messagein")).ToHaveCountAsync(expected.Count);
        (await ShownAsync(sofia, ".cc-messagein")).ShouldBe(expected);
        (await ShownAsync(sofia, ".cc-note")).ShouldBe([HostileTexts.All[0].Shown]);

        foreach (var desk in (Desk[])[dario, sofia])
        {
            await ShouldBeInnocentAsync(desk);
        }
    }

    [SeenFact]
    public async Task Offers_and_past_interactions_of_customers_who_write_markup_are_harmless()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        foreach (var (text, shown) in (IEnumerable<HostileText>)[HostileTexts.All[1], HostileTexts.All[2]])
        {
            await Center.Carrier.WriteAsync(customer, text);
            await Expect(dario.Offers).ToHaveCountAsync(1);
            await Expect(dario.Offers).ToContainTextAsync(customer);
            await dario.AcceptAsync();
            (await ShownAsync(dario, ".cc-messagein")).ShouldBe([shown]);
            await dario.CloseAsync("Information given");
        }

        await Center.Carrier.WriteAsync(customer, "And once more");
        await dario.AcceptAsync();
        await dario.Page.Locator(".cc-past button:not([disabled])").First.ClickAsync();
        await Expect(dario.Page.GetByRole(AriaRole.Dialog).Locator(".cc-text").First).ToHaveTextAsync(HostileTexts.All[2].Shown);
        await ShouldBeInnocentAsync(dario);
    }

    // textContent, not innerText: every character counts, also those that take no room.
    private static async Task<string[]> ShownAsync(Desk desk, string kind) =>
        await desk.Page.Locator($".cc-timeline {kind} .cc-text").EvaluateAllAsync<string[]>("texts => texts.map(t => t.textContent)");

    private static async Task ShouldBeInnocentAsync(Desk desk)
    {
        desk.Offences.ShouldBeEmpty();
        (await desk.Page.EvaluateAsync<JsonElement?>("() => globalThis.hit ?? null")).ShouldBeNull("A text of a customer ran as a script.");
        (await desk.Page.Locator(".cc-timeline").Locator("script, img, iframe, object, embed, form, a[href], video, audio, link, meta, style, math, base").CountAsync())
            .ShouldBe(0, "A text of a customer became an element.");
    }
}
