using System.IO.Compression;
using System.Xml.Linq;

namespace Repository.Tests;

public sealed class PackedPackagesTests(PackedPackagesTests.Feed feed) : IClassFixture<PackedPackagesTests.Feed>
{
    [Fact]
    public void A_fresh_project_outside_the_repository_works_on_the_packages() =>
        feed.ExitCode.ShouldBe(0, feed.Output);

    [Fact]
    public void Every_package_carries_its_page_licence_symbols_and_commit()
    {
        var packages = Directory.GetFiles(feed.Packages, "*.nupkg");
        packages.Length.ShouldBe(Repo.SourceProjects.Count(), feed.Output);
        foreach (var package in packages)
        {
            using var archive = ZipFile.OpenRead(package);
            var metadata = XDocument.Load(archive.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open())
                .Root!.Elements().Single().Elements().ToLookup(e => e.Name.LocalName);

            metadata["license"].Single().Value.ShouldBe("MIT", package);
            metadata["description"].Single().Value.ShouldNotBeNullOrWhiteSpace(package);
            archive.GetEntry(metadata["readme"].Single().Value).ShouldNotBeNull(package);
            metadata["repository"].Single().Attribute("commit")!.Value.ShouldNotBeNullOrWhiteSpace(package);
            File.Exists(Path.ChangeExtension(package, ".snupkg")).ShouldBeTrue(package);
            if (archive.Entries.Any(static e => e.Name == "DotnetToolSettings.xml"))
            {
                continue; // a tool is run, not referenced
            }

            archive.Entries.Where(e => e.FullName.StartsWith("lib/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal))
                .ShouldNotBeEmpty(package);
        }
    }

    /// <summary>All packages, packed once for the tests of this class.</summary>
    public sealed class Feed : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("packages-");

        // This project is built along with every package: what is packed is that build, if it was one that is released.
        public Feed() => (ExitCode, Output) = Repo.Run("bash", ["eng/pack-test.sh", .. IsRelease ? ["--built"] : Array.Empty<string>(), _directory.FullName]);

        public int ExitCode { get; }

        public string Output { get; }

        public string Packages => Path.Combine(_directory.FullName, "feed");

        private static bool IsRelease => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name == "Release"; // …/bin/CONFIGURATION/FRAMEWORK/

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
