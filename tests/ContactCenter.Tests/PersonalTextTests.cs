using System.Text;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests;

/// <summary>Whoever gets hold of a center's files reads nothing of what was said, nor who said it.</summary>
public sealed class PersonalTextTests
{
    private const string Phone = "393339876543";

    [Fact]
    public async Task No_file_of_a_center_holds_what_was_said_or_who_said_it()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM1", "perdita-dal-cliente", "+" + Phone);
        var view = await center.TakeAsync(anna);
        var id = view.Summary.Interaction;
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(id, view.Sessions[0].Session, "risposta-di-anna"));
        await CenterFixture.Do(anna, new DeskCommand.AddNote(id, "appunto-di-anna"));
        await anna.UntilAsync(async () => (await anna.InteractionAsync(id))!.Timeline.FirstOrDefault(static t => t.State == MessageState.Sent), "the answer is sent");
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(id, DispositionCode.Resolved));

        var searched = 0;
        await center.RestartAsync(() =>
        {
            foreach (var file in Directory.EnumerateFiles(center.Folder, "*", SearchOption.AllDirectories))
            {
                var bytes = File.ReadAllBytes(file);
                searched += bytes.Length;
                foreach (var secret in new[] { Phone, "perdita-dal-cliente", "risposta-di-anna", "appunto-di-anna" })
                {
                    (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0 && bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) < 0)
                        .ShouldBeTrue($"{Path.GetFileName(file)} holds '{secret}'");
                }
            }
        });

        searched.ShouldBeGreaterThan(50_000);
        (await center.Desk("anna").InteractionAsync(id))!.Timeline.Select(static t => t.Text).ShouldContain("appunto-di-anna", "it is there for those who may read it");
    }
}
