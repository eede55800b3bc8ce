namespace Acceptance.Pages;

/// <summary>An administrator writes a template of messages on the page, with the keyboard and on a telephone; what a script sends stays.</summary>
public sealed class TemplatePageTests(Center center) : CenterTest(center)
{
    [SeenTheory]
    [InlineData("desktop", 1280, 800, "en-GB")]
    [InlineData("phone", 390, 844, "it-IT")]
    public async Task A_template_is_written_mended_and_kept_while_a_script_sends_it(string size, int width, int height, string locale)
    {
        var isItalian = locale == "it-IT";
        string Say(string english, string italian) => isItalian ? italian : english;
        var sofia = await Center.OpenAsync("sofia", "/administration", new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = width < 500, Locale = locale });
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = Say("Add: Message templates", "Aggiungi: Modelli di messaggio") }).FocusAsync();
        await sofia.Page.Keyboard.PressAsync("Enter");
        var dialog = sofia.Page.GetByRole(AriaRole.Dialog);
        await sofia.Page.WaitForFunctionAsync("() => document.activeElement.closest('[role=dialog], .mud-dialog-container')"); // it has taken the focus
        await dialog.GetByLabel(Say("Id", "Identificativo"), new() { Exact = true }).FillAsync($"tour/{size}");
        await dialog.GetByLabel(Say("What it takes, in the order scripts give it", "Che cosa prende, nell’ordine in cui lo danno gli script")).FillAsync("name: text, seats: number");
        var own = dialog.GetByLabel(Say("Text in English", "Testo in italiano"), new() { Exact = true });
        await own.FillAsync(Say("Dear {nam}, you have {seats|one: # seat|other: # seats}.", "Gentile {nam}, ha {seats|one: # posto|other: # posti}."));
        var polish = dialog.Locator(".cc-group").Filter(new() { HasText = Say("Text in Polish", "Testo in polacco") });
        await polish.Locator("summary").FocusAsync();
        await sofia.Page.Keyboard.PressAsync("Enter");
        await polish.GetByLabel(Say("Text in Polish", "Testo in polacco"), new() { Exact = true }).FillAsync("{name}: {seats|one: # miejsce|few: # miejsca|many: # miejsc|other: # miejsca}.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = Say("Save", "Salva") }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync(Say("line 1, column 6: Nothing is called 'nam'; did you mean 'name'? (S205)", "riga 1, colonna 9: "));
        await LookAsync($"template-wrong-{size}");
        await own.FillAsync((await own.InputValueAsync()).Replace("{nam}", "{name}"));
        await LookAsync($"template-{size}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = Say("Save", "Salva") }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        var row = sofia.Page.GetByRole(AriaRole.Row).Filter(new() { Has = sofia.Page.GetByRole(AriaRole.Rowheader, new() { Name = $"tour/{size}", Exact = true }) });
        await Expect(row).ToContainTextAsync("name: text, seats: number");
        await row.ScrollIntoViewIfNeededAsync();
        await LookAsync($"template-administration-{size}");

        // What a script sends is not removed; the page says which, and where.
        var language = isItalian ? "it" : "en";
        await Center.Person("sofia").EditAsync(new { edit = "set-script", script = $"tour-{size}", settings = new { text = $"script tour-{size} v1, texts {language}, for sms, outcomes done\n  step hello\n    send sms tour/{size}(\"Ada\", 2) to session.from\n    -> end done\n" } });
        await sofia.GoAsync("/administration");
        await RemoveAsync($"tour/{size}");
        await Expect(sofia.Page.Locator(".mud-snackbar")).ToContainTextAsync(Say($"the script “tour-{size}” sends it on line 3, and would not be right any more", $"lo script “tour-{size}” lo invia alla riga 3 e non sarebbe più giusto"));
        await RemoveAsync($"tour-{size}");
        await RemoveAsync($"tour/{size}");
        await Expect(row).ToHaveCountAsync(0);
        sofia.Offences.ShouldBeEmpty();

        async Task RemoveAsync(string what)
        {
            await sofia.Page.GetByRole(AriaRole.Button, new() { Name = Say($"Remove: {what}", $"Rimuovi: {what}"), Exact = true }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = Say("Remove", "Rimuovi"), Exact = true }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
        }

        async Task LookAsync(string name)
        {
            await Shots.TakeAsync(sofia.Page, name);
            (await sofia.Page.ViolationsAsync()).ShouldBeEmpty(name);
            (await sofia.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1")).ShouldBeFalse($"{name} sticks out of its window");
        }
    }
}
