# For Homebrew, from the tarball of "make dist" beside this file: brew install --formula ./pcsckit.rb
class Pcsckit < Formula
  desc "Programs for smart cards on PC/SC"
  version "1.0.0"
  url "file://#{__dir__}/pcsckit-#{version}.tar.gz"
  license "BSD-2-Clause"

  depends_on "make" => :build
  depends_on "pkgconf" => :build
  depends_on "jansson"

  uses_from_macos "curl"
  uses_from_macos "libedit"
  uses_from_macos "libpcap"

  on_linux do
    depends_on "libseccomp"
    depends_on "pcsc-lite"
  end

  def install
    # The make of macOS is too old.
    system "gmake", "install", "prefix=#{prefix}", "sysconfdir=#{etc}"
  end

  test do
    assert_match "3B 00", shell_output("#{bin}/ATR_analysis 3B00")
    system bin/"scriptor", "--replay", pkgshare/"examples/uicc-iccid.card", pkgshare/"examples/uicc-iccid.apdu"
  end
end
