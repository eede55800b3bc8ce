using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Templates;

/// <summary>Templates as configuration: seeds in code and files, edits, and what is refused.</summary>
public sealed class TemplateConfigurationTests
{
    [Fact]
    public async Task A_template_is_seeded_edited_and_kept_over_a_restart_with_its_history()
    {
        await using var center = await CenterFixture.StartAsync(static t => t.AddTemplate("visit/reminder", "name: text", static m => m.In("it", "Gentile {name}.")));
        var administration = Open(center.Services);
        var seed = (await administration.ConfigurationAsync()).Templates.ShouldHaveSingleItem();
        (seed.Id, seed.IsEdited, seed.Settings.Takes, seed.Settings.Texts["it"].Text).ShouldBe(("visit/reminder", false, "name: text", "Gentile {name}."));
        var edit = new ConfigurationEdit.SetTemplate("visit/reminder", new TemplateOptions { Takes = "name: text" }.In("it", "Caro {name}.").In("en", "Dear {name}.", "{name}!")) { Version = seed.Version };
        (await administration.ChangeAsync([edit with { Version = seed.Version - 1 }], Guid.NewGuid())).Code.ShouldBe("CC1221");
        var key = Guid.NewGuid();
        (await administration.ChangeAsync([edit], key)).Status.ShouldBe(DeskStatus.Done);
        (await administration.ChangeAsync([edit], key)).Status.ShouldBe(DeskStatus.Repeated);

        await center.RestartAsync(center.LoseViews);
        administration = Open(center.Services);
        var now = (await administration.ConfigurationAsync()).Templates.ShouldHaveSingleItem();
        (now.IsEdited, now.Settings.Texts["it"].Text, now.Settings.Texts["en"].Short).ShouldBe((true, "Caro {name}.", "{name}!"));
        var change = (await administration.HistoryAsync()).First(static c => c.IsEdit);
        (change.Key, change.Before!.Contains("Gentile"), change.After!.Contains("Caro")).ShouldBe(("template/visit/reminder", true, true));
        (await administration.ChangeAsync([new ConfigurationEdit.RemoveTemplate("visit/reminder") { Version = now.Version }], Guid.NewGuid())).IsDone.ShouldBeTrue();
        (await administration.ConfigurationAsync()).Templates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("visit/reminder", "name: text", "it", "Ciao\nGentile {nome}", "template-fault", "Templates:visit/reminder:Texts:it:Text, line 2, column 9: Nothing is called 'nome'; did you mean 'name'? (S205)")]
    [InlineData("visit/reminder", "name: txt", "it", "Ciao", "template-fault", "Templates:visit/reminder:Takes, line 1, column 7: ")]
    [InlineData("visit/reminder", "n: number", "pl", "{n|one: # wizyta|other: # wizyt}", "template-fault", "In 'pl' there is the plural form 'few' and 'many', too. (S715)")]
    [InlineData("visit/reminder", "", "de", "Hallo", "template-fault", "Templates:visit/reminder:Texts:de:Text, line 1, column 1: ")]
    [InlineData("visit/reminder", "", "it", " \n", "template-blank", "Templates:visit/reminder:Texts:it:Text is empty; write the text, or leave the language out.")]
    [InlineData("visit/reminder", "who: customer", "it", "Ciao", "template-fault", "Templates:visit/reminder:Takes, line 1, column 6: No record is called 'customer'")]
    [InlineData("visit/reminder", "note: text optional, name: text", "it", "Ciao", "template-order", "'name' stands behind an optional value")]
    [InlineData("visit reminder", "", "it", "Ciao", "template-name", "'visit reminder' is no name of a template")]
    [InlineData("", "", "it", "Ciao", "template-name", "'' is no name of a template")]
    public async Task What_is_wrong_is_refused_with_name_language_and_place(string name, string takes, string language, string text, string rule, string said)
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms));
        await center.StartAsync();
        var result = await Open(center.Services).ChangeAsync([new ConfigurationEdit.SetTemplate(name, new TemplateOptions { Takes = takes }.In(language, text))], Guid.NewGuid());
        (result.Status, result.Code).ShouldBe((DeskStatus.Invalid, "CC1222"));
        var fault = result.Faults.ShouldHaveSingleItem();
        fault.Rule.ShouldBe(rule);
        fault.Message.ShouldContain(said);
    }

    [Fact]
    public async Task What_has_no_text_no_channel_or_is_too_long_is_refused_and_every_fault_is_told_at_once()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms));
        await center.StartAsync();
        var template = new TemplateOptions { Takes = new string('x', 1_001) };
        template.Channels.Add("No Key");
        var result = await Open(center.Services).ChangeAsync([new ConfigurationEdit.SetTemplate("a", template)], Guid.NewGuid());
        result.Faults.Select(static f => f.Rule).ShouldBe(["key", "template-takes", "template-empty"]);
        template = new TemplateOptions();
        template.Texts["it"] = null!;
        (await Open(center.Services).ChangeAsync([new ConfigurationEdit.SetTemplate("a", template)], Guid.NewGuid())).Faults.ShouldHaveSingleItem().Rule.ShouldBe("template-blank");
        (await Open(center.Services).ChangeAsync([new ConfigurationEdit.SetTemplate("a", new TemplateOptions().In("it", new string('x', 4_097)))], Guid.NewGuid())).Faults.ShouldHaveSingleItem().Message.ShouldContain("4097 characters");
    }

    [Fact]
    public void Files_of_a_folder_are_templates_by_their_path()
    {
        var folder = Directory.CreateTempSubdirectory("templates-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "clinic"));
        File.WriteAllText(Path.Combine(folder, "clinic", "prepare.template"), "// A visit is booked.\ntakes when: moment, who: text\r\nfor sms, mail\r\n\r\n--- it\r\nBuongiorno,\r\n\r\nla visita è {when}.\r\n\r\n--- it short\r\nVisita {when}.\r\n--- en\nYour visit is {when}.\n");
        File.WriteAllText(Path.Combine(folder, "plain.template"), "--- en\nHello.");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "nothing");
        try
        {
            var tenant = new TenantOptions().AddTemplates(folder);
            tenant.Templates.Keys.Order().ShouldBe(["clinic/prepare", "plain"]);
            var prepare = tenant.Templates["clinic/prepare"];
            (prepare.Takes, string.Join('+', prepare.Channels)).ShouldBe(("when: moment, who: text", "sms+mail"));
            prepare.Texts.Select(static t => (t.Key, t.Value.Text, t.Value.Short)).ShouldBe([("it", "Buongiorno,\n\nla visita è {when}.", "Visita {when}."), ("en", "Your visit is {when}.", "")]);
            tenant.Templates["plain"].Texts["en"].Text.ShouldBe("Hello.");

            foreach (var (file, line) in new[] { ("what\n--- en\nHi", 1), ("takes a: text\ntakes b: text", 2), ("--- en\nHi\n--- en\nHo", 3), ("--- en short\nHi", 1), ("---\nHi", 1), ("--- en long\nHi", 1) })
            {
                File.WriteAllText(Path.Combine(folder, "plain.template"), file);
                Should.Throw<FormatException>(() => new TenantOptions().AddTemplates(folder)).Message.ShouldStartWith($"{Path.Combine(folder, "plain.template")}: line {line} is not clear: ");
            }

            Should.Throw<DirectoryNotFoundException>(() => new TenantOptions().AddTemplates(Path.Combine(folder, "none")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IAdministration Open(IServiceProvider services) =>
        services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("adele"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
}
