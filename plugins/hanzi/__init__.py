"""One text in two scripts: conversion, the glossary, and the names an editor has to sign off."""

from hanzi.codes import HanziCode
from hanzi.converter import Converter
from hanzi.doubt import Cause, Doubt
from hanzi.glossary import read_glossary
from hanzi.recognise import recognise

__all__ = ["Cause", "Converter", "Doubt", "HanziCode", "read_glossary", "recognise"]
