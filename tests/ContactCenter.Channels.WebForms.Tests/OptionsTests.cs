using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebForms.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void A_form_that_is_described_well_has_no_fault() =>
        new WebFormsOptionsValidator().Validate(null, new FormCenter().Options).Succeeded.ShouldBeTrue();

    [Fact]
    public void Every_fault_is_told_at_once_with_key_value_and_remedy()
    {
        var options = new WebFormsOptions { MaxBodySizeBytes = 1, MaxPerMinutePerAddress = 0, TokenLifetime = TimeSpan.Zero, ConfirmWithin = TimeSpan.FromDays(99), SigningKey = new Secret("short") };
        options.Form("Con Firm", static f =>
        {
            (f.MinFillTime, f.MaxPerMinute, f.MaxLinks, f.IdentityKey, f.DefaultRegion) = (TimeSpan.FromHours(1), 0, -1, new Secret("short"), "italy");
            (f.Success, f.Message, f.Honeypot, f.DoubleOptIn) = ("//example.com", "text", "a", true);
            f.From("example.com").Ask("a", "", "", static a => (a.MaxLength, a.Kind) = (9_000, WebFormFieldKind.Choice));
            f.Ask("B x", "B", "B").Ask("cc-x", "C", "C", static c => c.Name = "a").Ask("d", "D", "D", static d => d.MaxLength = 5_000);
            f.Confirmation["en"] = "no link";
            f.Consent = new WebFormConsent();
            f.Reach = new WebFormReach { ChannelField = "d", Channel = "voice", FromField = "d", UntilField = "d", TimeZone = "Rome", Addresses = { ["Fax!"] = "d" } };
        });
        options.Form("confirm", static _ => { });
        var faults = new WebFormsOptionsValidator().Validate(null, options).Failures!.ToList();

        string[] expected =
        [
            "MaxBodySizeBytes is 1;", "MaxPerMinutePerAddress is 0;", "TokenLifetime is 00:00:00;", "ConfirmWithin is 99.00:00:00;", "SigningKey is missing or too short;",
            "'Con Firm' is no name of a form;", "Origins has 'example.com'", "MinFillTime is 01:00:00;", "MaxPerMinute is 0;", "MaxLinks is -1;", "IdentityKey is too short;", "DefaultRegion is 'italy';",
            "has the page '//example.com';", "Message is 'text'", "Honeypot is 'a'", "Fields may have 14400 characters", "Fields:a:Labels is empty", "Fields:a:MaxLength is 9000;", "Fields:a:Choices is empty",
            "Fields:B x:Name is 'B x';", "Fields:cc-x is no name to post", "Fields has the name 'a' twice", "Consent:Texts is empty", "Consent:Version is ''",
            "Reach needs either", "Reach:Addresses has nothing for 'voice'", "Reach:Addresses has 'Fax!'", "Reach:Addresses:Fax! is 'd'", "Reach:ChannelField is 'd'", "Reach:FromField is 'd'", "Reach:UntilField is 'd'",
            "Reach:TimeZone is 'Rome'", "Confirmation:en has no {link}", "'confirm' is no name of a form;", "confirm:Origins is empty;", "confirm:Fields has 0 fields;",
        ];
        foreach (var part in expected)
        {
            faults.Count(f => f.Contains(part, StringComparison.Ordinal)).ShouldBe(1, $"{part}\n{string.Join('\n', faults)}");
        }

        faults.Count.ShouldBe(expected.Length, string.Join('\n', faults));
        faults.ShouldAllBe(static f => f.StartsWith("ContactCenter:WebForms:", StringComparison.Ordinal) && f.Contains(';'));
        string.Join(' ', faults).ShouldNotContain("short ");
    }

    [Fact]
    public void An_endpoint_without_its_form_is_a_fault_that_names_the_remedy()
    {
        var channel = new FormCenter().Channel;
        channel.FindFault(FormCenter.Endpoint).ShouldBeNull();
        channel.FindFault(FormCenter.Endpoint with { Address = new Address(WebFormsChannel.Form, "other") })!.ShouldEndWith("add it under ContactCenter:WebForms:Forms:other.");
        channel.FindFault(FormCenter.Endpoint with { Address = Address.Phone("+390612345678") })!.ShouldContain("kind is 'form'");
    }

    [Fact]
    public void A_form_can_be_described_in_the_configuration_alone()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ContactCenter:WebForms:SigningKey"] = new string('k', 32),
            ["ContactCenter:WebForms:Forms:quote:Origins:0"] = "https://www.example.com",
            ["ContactCenter:WebForms:Forms:quote:IdentityKey"] = new string('i', 32),
            ["ContactCenter:WebForms:Forms:quote:Fields:phone:Labels:en"] = "Telephone",
            ["ContactCenter:WebForms:Forms:quote:Fields:phone:Kind"] = "Phone",
            ["ContactCenter:WebForms:Forms:quote:Fields:how:Labels:en"] = "How",
            ["ContactCenter:WebForms:Forms:quote:Fields:how:Kind"] = "Choice",
            ["ContactCenter:WebForms:Forms:quote:Fields:how:Choices:voice:en"] = "By phone",
            ["ContactCenter:WebForms:Forms:quote:Reach:ChannelField"] = "how",
            ["ContactCenter:WebForms:Forms:quote:Reach:Addresses:voice"] = "phone",
        };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        new Composer(services).AddWebForms().AddWebForms();
        using var built = services.BuildServiceProvider();
        var options = built.GetRequiredService<IOptions<WebFormsOptions>>().Value;
        options.SigningKey!.Reveal().ShouldBe(new string('k', 32));
        var form = options.Forms["quote"];
        form.IdentityKey!.Reveal().ShouldBe(new string('i', 32));
        form.Fields["how"].Choices["voice"]["en"].ShouldBe("By phone");
        form.Reach!.Addresses["voice"].ShouldBe("phone");
        form.Origins.ShouldBe(["https://www.example.com"]);
    }

    private sealed class Composer(IServiceCollection services) : IContactCenterBuilder
    {
        public IServiceCollection Services => services;
    }
}
